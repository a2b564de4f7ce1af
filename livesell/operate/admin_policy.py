"""The admin's own content policy.

Its scripts (Alpine) evaluate expressions and its pages carry inline styles. Every other page keeps the strict policy.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

LOOSER = {"script-src": ["'self'", "'unsafe-eval'"], "style-src": ["'self'", "'unsafe-inline'"]}


class AdminPolicyMiddleware(MiddlewareMixin):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Mark the admin's answers for the middleware that writes the header."""
        if request.path_info.startswith("/admin/"):
            response._csp_replace = LOOSER  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp's contract
        return response
