"""The commands about a room and its members."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Title
from rooms.frames.values import MAX_CHAT_WORDS, About, ChatWord, Token, TokenHash

Role = Literal["host", "seller", "moderator", "buyer"]


class EditRoom(Command):
    """Change what a room says of itself. Fields left out stay as they are."""

    type: Literal["room.edit"] = "room.edit"
    title: Title | None = None
    about: About | None = Field(default=None, examples=["Pots and plates from a small kiln."])
    claim_words: list[ChatWord] | None = Field(examples=[["mine"]], default=None, max_length=MAX_CHAT_WORDS)
    pass_words: list[ChatWord] | None = Field(examples=[["pass"]], default=None, max_length=MAX_CHAT_WORDS)
    moderators_named: bool | None = Field(default=None, description="whether who was acted on reads by whom")


class SetLink(Command):
    """Let in whoever has a secret: the room's own page makes it, and only its hash is told. Empty: nobody any more."""

    type: Literal["room.set_link"] = "room.set_link"
    token_hash: TokenHash = Field(
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    )


class EnterRoom(Command):
    """Become a member of a room for members, by its secret."""

    type: Literal["room.enter"] = "room.enter"
    token: Token = Field(examples=["k3Jq9vXc0TzR5yLmB7wPaA"])


class CloseRehearsal(Command):
    """End this rehearsal, and shut its room for good."""

    type: Literal["rehearsal.close"] = "rehearsal.close"


class FollowRoom(Command):
    """Hear of the room's parties from now on."""

    type: Literal["room.follow"] = "room.follow"


class UnfollowRoom(Command):
    """Hear of them no more."""

    type: Literal["room.unfollow"] = "room.unfollow"


class SetRole(Command):
    """Give somebody a role below your own, or take it: `buyer` is the role of everybody.

    Who is not of the staff yet is offered it (`member.role_offered`) and has it once she accepts.
    """

    type: Literal["member.set_role"] = "member.set_role"
    user_id: Id
    role: Role


class AcceptRole(Command):
    """Take a role that you were offered. `role`: the one that you saw."""

    type: Literal["member.accept_role"] = "member.accept_role"
    role: Role


class DeclineRole(Command):
    """Leave a role that you were offered. Who offered it cannot offer you another for a day."""

    type: Literal["member.decline_role"] = "member.decline_role"
