"""The command about being mentioned, as a client sends it."""

from typing import Literal

from chat.rules.mentions import From
from livesell.wire.envelope import Command


class ChooseMentions(Command):
    """Say by whom you may be mentioned, in every room: by all, by staff alone, by nobody."""

    type: Literal["mentions.choose"] = "mentions.choose"
    wanted: From
