"""What a live page's script asks for next, fetched beside it: its texts, and the screen that it will show."""

from contextlib import suppress

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_vite.core.exceptions import DjangoViteAssetNotFoundError
from django_vite.templatetags.django_vite import vite_preload_asset

register = template.Library()
ENGLISH = "en"


@register.simple_tag
def catalogue(page: str) -> SafeString:
    """Links that preload what the page's script will ask for: its texts in the page's language, else in English.

    A hint, no more: a build that has neither is told by `livesell doctor`, and costs nobody the page.
    """
    language = (get_language() or ENGLISH).split("-")[0]
    return _texts(page, language) or _texts(page, ENGLISH)


@register.simple_tag
def behind(path: str) -> SafeString:
    """Links that preload a module and what it imports; none for what the build does not have, as above."""
    with suppress(DjangoViteAssetNotFoundError):
        links: SafeString = vite_preload_asset(path)
        return links
    return SafeString("")


def _texts(page: str, language: str) -> SafeString:
    return behind(f"src/messages/{language}/pages/{page}.ts")
