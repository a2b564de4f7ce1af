"""Uploaded pictures, served by us. Each is named by the hash of its content, so a browser may keep it for ever."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One picture, a few hundred kilobytes at most. What it is was decided when it was made anew from the upload."""
    if request.headers.get("If-None-Match"):
        return HttpResponse(status=304)  # a name never changes its content
    try:
        content = (Path(settings.MEDIA_ROOT) / f"{name}.webp").read_bytes()
    except FileNotFoundError as missing:
        raise Http404 from missing
    headers = {
        "Cache-Control": FOR_EVER,
        "ETag": f'"{name}"',
        "Content-Security-Policy": "default-src 'none'",
    }
    return HttpResponse(content, content_type="image/webp", headers=headers)
