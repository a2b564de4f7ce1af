"""In which language somebody is spoken to: the one of her account, of her browser's cookie, of her browser, of the
server, whichever comes first and is one of `LANGUAGES`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from livesell.accounts.models import User


class LanguageMiddleware(LocaleMiddleware):
    """Stands behind the session. A picture has no language: nobody is looked up for it, and caches keep it once."""

    def process_request(self, request: HttpRequest) -> None:
        if _is_wordless(request):
            return
        super().process_request(request)
        if own := _of_account(request):
            translation.activate(own)
            request.LANGUAGE_CODE = own

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _is_wordless(request):
            return response
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponseBase:
    """Keep the language that was chosen: in a cookie, and with the account of whoever is signed in.

    The form stands on every page and has no token: one would renew a cookie with each page, for which browsers do not
    keep the page for Back. Another site that sends it changes a language, and no account: the session does not come.
    """
    chosen = request.POST.get("language", "")
    if isinstance(request.user, User) and is_ours(chosen):
        User.objects.filter(pk=request.user.pk).update(language=chosen)
    return set_language(request)


@contextmanager
def speaking_to(user: User | None) -> Iterator[None]:
    """Within, texts are in the language of this person, or of the server if she never chose one; of the request where
    there is nobody."""
    if user is None:
        yield
        return
    with translation.override(user.language if is_ours(user.language) else settings.LANGUAGE_CODE):
        yield


def current() -> str:
    """The language of what is being answered, to be kept with an account; nothing if it is none of ours."""
    now = translation.get_language() or ""
    return now if is_ours(now) else ""


def _of_account(request: HttpRequest) -> str:
    """Nothing is asked for who shows no session; a database that is away is told by the page itself."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    try:
        own = request.user.language if isinstance(request.user, User) else ""
    except DatabaseError:
        return ""
    return own if is_ours(own) else ""


def is_ours(code: str) -> bool:
    """Whether somebody can be spoken to in the language of this code."""
    return code in dict(settings.LANGUAGES)


def _is_wordless(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.MEDIA_URL)
