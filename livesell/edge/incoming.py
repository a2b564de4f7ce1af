"""The body of a request, read up to a bound; what was read can be heard again by whoever answers instead."""

from livesell.edge.responses import Message, Receive


class Incoming:
    """What one client sends."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._heard: list[Message] = []

    @property
    def is_gone(self) -> bool:
        """Whether the client went away before the body's end."""
        return bool(self._heard) and self._heard[-1]["type"] == "http.disconnect"

    @property
    def _has_more(self) -> bool:
        return not self._heard or bool(self._heard[-1].get("more_body"))

    async def read(self, most: int) -> bytes | None:
        """The body; None where it is longer than so many bytes, and the rest is still to come."""
        length = 0
        while self._has_more:
            self._heard.append(await self._receive())
            length += len(self._heard[-1].get("body", b""))
            if length > most:
                return None
        return b"".join(message.get("body", b"") for message in self._heard)

    async def drain(self) -> bool:
        """Let the rest come and go, as the client may listen only when all is sent; False if she went away."""
        while self._has_more:
            self._heard = [await self._receive()]
        return not self.is_gone

    async def again(self) -> Message:
        """What was heard already, then what comes."""
        return self._heard.pop(0) if self._heard else await self._receive()
