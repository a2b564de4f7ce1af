"""What nobody but its reader may keep: every answer that does not say itself who may."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from livesell.edge.responses import UNKEPT


class UnkeptMiddleware(MiddlewareMixin):
    """Stands before all others, so that errors pass it too. Pictures say that they may be kept."""

    def process_response(self, _request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code != 304:  # which speaks of an answer that was given before
            response.headers.setdefault("Cache-Control", UNKEPT)
        return response
