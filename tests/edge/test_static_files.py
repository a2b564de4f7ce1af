"""Static files come from memory, in the encoding that is understood, and nothing comes from beside them."""

import gzip
from pathlib import Path

import pytest
from django.conf import LazySettings

from livesell.edge.responses import Application
from livesell.edge.static_files import accepted, is_known, with_static_files
from tests.edge.asking import CHAIN, ask, behind

SCRIPT = b"console.log('Keramik')" * 40
ZIPPED = gzip.compress(SCRIPT, mtime=0)
HASHED, PLAIN, LONE = "/static/dist/assets/room-a1b2c3d4.js", "/static/dist/favicon.svg", "/static/lone.txt"


@pytest.fixture
def files(tmp_path: Path, settings: LazySettings) -> Application:
    """What a build leaves: a script with its copies, a picture with a name of its own, a text with no copies."""
    static = tmp_path / "static"
    (static / "dist/assets").mkdir(parents=True)
    script = static / "dist/assets/room-a1b2c3d4.js"
    script.write_bytes(SCRIPT)
    script.with_name(script.name + ".br").write_bytes(b"as brotli")
    script.with_name(script.name + ".gz").write_bytes(ZIPPED)
    (static / "dist/favicon.svg").write_bytes(b"<svg/>")
    (static / "dist/favicon.svg.br").write_bytes(b"<svg/> as brotli")
    (static / "lone.txt").write_text("ひとり")
    (tmp_path / "secret_key").write_text("nobody's business")
    settings.STATICFILES_DIRS = [static]
    return with_static_files(behind)


@pytest.mark.parametrize(
    ("accepts", "encoding", "body"),
    [
        ("gzip, deflate, br, zstd", "br", b"as brotli"),
        ("gzip", "gzip", ZIPPED),
        ("br;q=0, gzip;q=0.5", "gzip", ZIPPED),
        ("GZIP;q=0.000, identity", None, SCRIPT),
        ("", None, SCRIPT),
    ],
)
async def test_a_file_comes_in_the_best_encoding_that_is_understood(
    files: Application, accepts: str, encoding: str | None, body: bytes
) -> None:
    status, headers, got = await ask(files, HASHED, accept_encoding=accepts)

    assert (status, headers.get("content-encoding")) == (200, encoding)
    assert got == body
    assert headers["content-length"] == str(len(got))
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert headers["vary"] == "Accept-Encoding"


async def test_a_hashed_name_is_kept_for_a_year_and_others_for_a_minute(files: Application) -> None:
    for path, kept in (
        (HASHED, "public, max-age=31536000, immutable"),
        (PLAIN, "public, max-age=60"),
        (LONE, "public, max-age=60"),
    ):
        assert (await ask(files, path))[1]["cache-control"] == kept
    assert "vary" not in (await ask(files, LONE))[1]


async def test_what_the_browser_has_is_not_sent_again(files: Application) -> None:
    _, first, _ = await ask(files, HASHED, accept_encoding="br")
    _, other, _ = await ask(files, HASHED, accept_encoding="gzip")
    assert first["etag"] != other["etag"]

    for known in (first["etag"], f'"nothing", W/{first["etag"]}', "*"):
        status, headers, body = await ask(files, HASHED, accept_encoding="br", if_none_match=known)
        assert (status, body, headers["etag"]) == (304, b"", first["etag"])
        assert (headers["cache-control"], headers["vary"]) == (first["cache-control"], "Accept-Encoding")
        assert "content-length" not in headers
    assert (await ask(files, HASHED, accept_encoding="br", if_none_match=other["etag"]))[0] == 200


async def test_a_head_is_told_the_same_and_nothing_is_sent(files: Application) -> None:
    _, whole, _ = await ask(files, HASHED, accept_encoding="br")

    assert await ask(files, HASHED, method="HEAD", accept_encoding="br") == (200, whole, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/nothing.js",
        "/static/../secret_key",
        "/static/dist/../../../secret_key",
        "/static//etc/passwd",
        "/static/dist/assets",
        "/static/..\\secret_key",
        "/static/lone.txt/",
        "/static/\udcff",
        "/static/dist/favicon.svg\0.png",
    ],
)
async def test_only_names_that_are_there_are_served(files: Application, path: str) -> None:
    status, headers, body = await ask(files, path)

    assert (status, body, headers["cache-control"]) == (404, b"", "private, no-store")


async def test_files_are_only_read(files: Application) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        status, headers, body = await ask(files, HASHED, method=method)
        assert (status, headers["allow"], body) == (405, "GET, HEAD", b"")


async def test_other_addresses_are_not_ours(files: Application) -> None:
    for path in ("/", "/staticky", "/media/static/lone.txt"):
        assert (await ask(files, path))[0] == CHAIN


async def test_where_tls_is_wanted_the_chain_says_so(tmp_path: Path, settings: LazySettings) -> None:
    settings.STATICFILES_DIRS, settings.SECURE_SSL_REDIRECT = [], True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    files = with_static_files(behind)

    assert (await ask(files, "/static/admin/css/base.css"))[0] == CHAIN
    status, headers, _ = await ask(files, "/static/admin/css/base.css", scheme="https")

    assert (status, headers["strict-transport-security"]) == (200, "max-age=31536000")


async def test_a_file_says_what_every_answer_says(files: Application) -> None:
    _, headers, _ = await ask(files, PLAIN)

    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


async def test_a_file_that_is_gone_from_the_disk_is_missing(
    files: Application, settings: LazySettings
) -> None:
    (Path(settings.STATICFILES_DIRS[0]) / "lone.txt").unlink()

    assert (await ask(files, LONE))[0] == 404


def test_headers_of_any_shape_are_read() -> None:
    assert accepted(b" Br ; q=1.0 ,, gzip;q=0.1") == ("br", "gzip")
    assert accepted(b"\xff\xfe, *;q=0") == ()
    assert is_known(b'W/"a" , "b"', b'"b"')
    assert not is_known(None, b'"b"')
