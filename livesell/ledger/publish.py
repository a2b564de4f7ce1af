"""Telling the other processes, through the Channels layer, what was committed here. A hint, nothing more.

A lost hint heals by the poll of heads; a forged one is refused, because the layer's messages are
encrypted with a key of the server's.
"""

from channels.layers import get_channel_layer

from livesell.ledger.turn import News

MESSAGE = "ledger.news"


def group(name: str) -> str:
    """The layer's group for those who follow that ledger."""
    return f"ledger.{name}"


async def publish(news: list[News]) -> None:
    """Send the news to every process that follows those ledgers. Raises what the layer raises; the commit stands."""
    layer = get_channel_layer()
    for one in news:
        await layer.group_send(group(one.name), {"type": MESSAGE, "news": list(one)})
