"""Is the process up? Asked often by who watches over it, so it costs next to nothing and touches nothing."""

from functools import cache

from livesell.edge.responses import (
    READING,
    UNKEPT,
    Application,
    Headers,
    Receive,
    Scope,
    Send,
    guarded,
    respond,
)

PATH = "/healthz"
BODY = b'{"ok": true}'


def with_health(application: Application) -> Application:
    """The application, where `/healthz` says that the process answers, whatever the database does."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != PATH:
            await application(scope, receive, send)
        elif scope["method"] in READING:
            await respond(send, 200, _headers(scope["scheme"]), BODY if scope["method"] == "GET" else b"")
        else:
            refusal = guarded(scope["scheme"], {"Allow": "GET, HEAD", "Content-Length": "0"})
            await respond(send, 405, refusal, b"")

    return asked


@cache
def _headers(scheme: str) -> Headers:
    said = {
        "Content-Type": "application/json",
        "Content-Length": str(len(BODY)),
        "Cache-Control": UNKEPT,
    }
    return guarded(scheme, said)
