"""How long a browser may keep a static file. Built files have the hash of their content in their names."""

from wsgiref.headers import Headers

BUILT = "/static/dist/assets/"
FOR_EVER = "max-age=315360000, public, immutable"


def add_headers(headers: Headers, _path: str, url: str) -> None:
    """For ServeStatic, whose own setting of what is immutable its Django middleware never asks."""
    if url.startswith(BUILT):
        headers["Cache-Control"] = FOR_EVER
