"""Telling the other processes, through the Channels layer, what was committed here. A hint, nothing more.

A lost hint heals by the poll of heads; a forged one is refused, because the layer's messages are
encrypted with a key of the server's.
"""

import structlog
from channels.layers import get_channel_layer

from livesell.ledger.turn import News

log = structlog.get_logger(__name__)
MESSAGE = "ledger.news"


def group(name: str) -> str:
    """The layer's group for those who follow that ledger."""
    return f"ledger.{name}"


async def publish(news: list[News]) -> None:
    """Send the news to every process that follows those ledgers. Never raises: the commit stands either way."""
    layer = get_channel_layer()
    for one in news:
        try:
            await layer.group_send(group(one.name), {"type": MESSAGE, "news": list(one)})
        except Exception as error:
            log.warning("publish_failed", ledger=one.name, error=type(error).__name__)
