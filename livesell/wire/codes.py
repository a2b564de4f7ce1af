"""Every verdict the server can give: refusal codes and close codes.

A refusal carries whether asking again can help, so that no client ever guesses. A close code says
the same by its number: 4000-4499 come back, 4500-4999 do not.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Code(StrEnum):
    """Why a command was refused. The prose for people lives in the frontend."""

    BAD_FRAME = "bad_frame"
    BAD_TEXT = "bad_text"
    ID_REUSED = "id_reused"
    TOO_FAST = "too_fast"
    BUSY = "busy"
    UNKNOWN = "unknown"
    INTERNAL = "internal"
    LIMIT = "limit"
    SIGN_IN = "sign_in"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    BANNED = "banned"
    MUTED = "muted"
    ACKNOWLEDGE_FIRST = "acknowledge_first"
    NOT_LIVE = "not_live"
    PAUSED = "paused"
    OVER = "over"
    WRONG_STATE = "wrong_state"
    ANOTHER_LIVE = "another_live"
    WITHDRAWN = "withdrawn"
    OWN_ITEM = "own_item"
    TOO_LOW = "too_low"
    TOO_LATE = "too_late"
    PRICE_CHANGED = "price_changed"
    BUYER_LIMIT = "buyer_limit"
    TOO_MANY = "too_many"
    STOCK_TAKEN = "stock_taken"
    UNPAID = "unpaid"
    OWN_LIMIT = "own_limit"
    NOTHING_TO_SELL = "nothing_to_sell"
    NOT_ELIGIBLE = "not_eligible"
    EMPTY_TEXT = "empty_text"
    OTHER_CURRENCY = "other_currency"
    GOODS_TOO_LOW = "goods_too_low"
    SLOW_MODE = "slow_mode"
    FOLLOWERS_ONLY = "followers_only"
    BUYERS_ONLY = "buyers_only"
    EMOJI_ONLY = "emoji_only"
    REPEATED = "repeated"
    FLOODING = "flooding"
    NO_LINKS = "no_links"
    BLOCKED_WORDS = "blocked_words"
    BAD_TERM = "bad_term"
    WAITING = "waiting"
    WOULD_WAIT = "would_wait"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a client does next: `retry` with the same id, or give up; `meaning` is for the documents."""

    retry: bool
    meaning: str


VERDICTS: dict[Code, Verdict] = {
    Code.BAD_FRAME: Verdict(False, "the frame is not JSON, not of a declared shape, or too deep"),
    Code.BAD_TEXT: Verdict(False, "a text holds characters that cannot be kept, or is too long"),
    Code.ID_REUSED: Verdict(False, "this id was used before for another command"),
    Code.TOO_FAST: Verdict(True, "too many commands of this kind; see retry_after_ms"),
    Code.BUSY: Verdict(True, "the room has more waiting than it can answer in time; see retry_after_ms"),
    Code.UNKNOWN: Verdict(True, "the outcome could not be learned; the same id finds it out"),
    Code.INTERNAL: Verdict(False, "a fault of the server, which was logged; nothing was changed"),
    Code.LIMIT: Verdict(False, "more of this than one person or connection may have"),
    Code.SIGN_IN: Verdict(False, "this needs an account"),
    Code.NOT_FOUND: Verdict(False, "there is no such thing, or none that you may see"),
    Code.FORBIDDEN: Verdict(False, "your role does not allow this"),
    Code.BANNED: Verdict(False, "you are banned from this room"),
    Code.MUTED: Verdict(False, "you were timed out and say nothing here until retry_after_ms have passed"),
    Code.ACKNOWLEDGE_FIRST: Verdict(
        False, "you were warned: acknowledge that first, then ask under a new id"
    ),
    Code.NOT_LIVE: Verdict(False, "the party has not started"),
    Code.PAUSED: Verdict(False, "the party or the lot is paused"),
    Code.OVER: Verdict(False, "the party has ended or was cancelled"),
    Code.WRONG_STATE: Verdict(False, "it is not in a state that allows this"),
    Code.ANOTHER_LIVE: Verdict(
        False, "another one of its kind is on: a party of the room, or a lot of the party"
    ),
    Code.WITHDRAWN: Verdict(False, "the item was withdrawn"),
    Code.OWN_ITEM: Verdict(False, "sellers and staff neither claim nor bid here"),
    Code.TOO_LOW: Verdict(False, "the bid is below the next step, or not above your own"),
    Code.TOO_LATE: Verdict(False, "the time for it was over before this was sent"),
    Code.PRICE_CHANGED: Verdict(False, "the price is no longer the one you saw"),
    Code.BUYER_LIMIT: Verdict(False, "this is more than one buyer may have of the item"),
    Code.TOO_MANY: Verdict(False, "this is more than there ever was"),
    Code.STOCK_TAKEN: Verdict(False, "buyers already have more than that"),
    Code.UNPAID: Verdict(False, "you left orders unpaid here: ask the seller to let you, wait, or appeal"),
    Code.OWN_LIMIT: Verdict(False, "this is more than the limits you set for yourself"),
    Code.NOTHING_TO_SELL: Verdict(False, "the party has no items yet"),
    Code.NOT_ELIGIBLE: Verdict(
        False, "it is for followers of the room, or for those who bought in the party"
    ),
    Code.EMPTY_TEXT: Verdict(False, "nothing is left to say"),
    Code.OTHER_CURRENCY: Verdict(False, "the discount code is good for orders in another currency"),
    Code.GOODS_TOO_LOW: Verdict(False, "the goods come to less than the discount code asks for"),
    Code.SLOW_MODE: Verdict(False, "slow mode is on: say it again, under a new id, after retry_after_ms"),
    Code.FOLLOWERS_ONLY: Verdict(
        False, "for followers of the room; who follows it too briefly is told retry_after_ms"
    ),
    Code.BUYERS_ONLY: Verdict(False, "for those who have bought in the room before"),
    Code.EMOJI_ONLY: Verdict(False, "only emoji may be said at the moment"),
    Code.REPEATED: Verdict(False, "that was said already; say something else, or wait for retry_after_ms"),
    Code.FLOODING: Verdict(False, "you have said too much at once, on all your connections together"),
    Code.NO_LINKS: Verdict(False, "the room lets no such link through"),
    Code.BLOCKED_WORDS: Verdict(False, "it holds what the room does not want to read"),
    Code.WAITING: Verdict(False, "enough of your messages wait for a moderator already"),
    Code.WOULD_WAIT: Verdict(False, "it would have to wait here, and only messages can wait"),
    Code.BAD_TERM: Verdict(False, "it is no regular expression of RE2, matches everything, or is empty"),
}


class Close(IntEnum):
    """Why the server ended a connection."""

    GOING_AWAY = 4000
    TOO_SLOW = 4001
    REPLACED = 4002
    TOO_MANY = 4003
    SILENT = 4004
    SIGNED_OUT = 4005
    MISUSE = 4500
    NOT_AUTHENTICATED = 4501
    VERSION = 4502


CLOSE_MEANINGS: dict[Close, str] = {
    Close.GOING_AWAY: "the server restarts; come back after a random wait",
    Close.TOO_SLOW: "the connection could not keep up; come back",
    Close.REPLACED: "a newer connection of yours took this one's place",
    Close.TOO_MANY: "too many connections; come back later",
    Close.SILENT: "nothing was heard from you; come back",
    Close.SIGNED_OUT: "you signed out, changed your password or your session ended; come back with a new ticket",
    Close.MISUSE: "the protocol was broken again and again",
    Close.NOT_AUTHENTICATED: "no valid ticket came in time; get a new one",
    Close.VERSION: "the subprotocol is not one this server speaks",
}


def may_come_back(code: int) -> bool:
    """The rule every client follows: application codes below 4500 and the network's own mean come back."""
    return code < 4500
