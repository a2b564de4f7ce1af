"""The texts of a live page, fetched beside its scripts."""

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
    for language in ((get_language() or ENGLISH).split("-")[0], ENGLISH):
        with suppress(DjangoViteAssetNotFoundError):
            return _preloaded(page, language)
    return SafeString("")


def _preloaded(page: str, language: str) -> SafeString:
    links: SafeString = vite_preload_asset(f"src/messages/{language}/pages/{page}.ts")
    return links
