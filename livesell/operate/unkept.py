"""What nobody but its reader may keep: every answer that does not say itself who may."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

UNKEPT = "private, no-store"


class UnkeptMiddleware(MiddlewareMixin):
    """Stands before all others, so that errors pass it too. Pictures and static files say that they may be kept."""

    def process_response(self, _request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code != 304:  # which speaks of an answer that was given before
            response.headers.setdefault("Cache-Control", UNKEPT)
        return response
