"""The one check of every text that somebody writes to a room, made once, when it comes in.

`spoken` is for messages: modes, floods, links, filters. `checked` is for every other text: an edit, a question, a
title. Staff are exempt. Both refuse before they change anything, and keep to units of the turn.
"""

import zlib
from typing import NamedTuple

from chat.ingest.rows import Lately, Rules, Speaker, Speakers
from chat.rules import filters, flood, modes
from chat.rules.folding import views
from chat.rules.held import Why
from chat.rules.messages import tidy
from chat.rules.modes import Denied
from chat.rules.sketches import Sketch, is_among, sketch
from livesell.ledger.turn import Refused, Turn
from livesell.wire.codes import Code
from rooms.members import Familiar
from rooms.permissions import is_staff


class Spoken(NamedTuple):
    """A message that may be said: its text as it may stand, and what is remembered of it once it was said."""

    text: str
    what: int = 0
    sketch: Sketch = ()
    counts: bool = True
    waits: Why | None = None
    is_first: bool = False


def spoken(turn: Turn, text: str, *, is_order: bool = False) -> Spoken:
    """A message as it may stand, masked where the room's filters say so. `remember` it once it was said.

    Refused where nothing is left to say (`empty_text`), by mode (`slow_mode`, `followers_only`, `buyers_only`,
    `emoji_only`, `repeated`), for too much at once (`flooding`), a link (`no_links`) or a word (`blocked_words`).

    `is_order`: it claims or gives back by a chat word and says little else. Modes are for talk: fifty buyers who say
    "sold" in one second repeat one another, and none of them waits out a slow mode for what the button would give her.
    """
    text = tidy(text)
    if not text:
        raise Refused(Code.EMPTY_TEXT)
    if is_staff(turn):
        return Spoken(text, counts=False)
    rules, speaker = turn.use(Rules), turn.use(Speakers).of(turn.actor.user_id)
    what = zlib.crc32(" ".join(text.casefold().split()).encode())
    _refuse(flood.why_not(speaker.recent, None if is_order else what, turn.now))
    if not is_order:
        _refuse(modes.why_not(rules.modes, _speaker(turn, rules.modes, speaker), text, turn.now))
    found = _filtered(rules, text)
    one = _only_once(turn, text) if rules.modes.unique_only and not is_order else ()
    waits = _why_it_waits(rules.modes, found, is_first=speaker.messages == 0)
    return Spoken(found.text, what, one, waits=waits, is_first=speaker.last_at is None)


def let_through(turn: Turn, user_id: str) -> None:
    """A message of hers that was held is said: she is no stranger any more."""
    speaker = turn.use(Speakers).of(user_id)
    speaker.messages, speaker.last_at, speaker.changed = (
        speaker.messages + 1,
        speaker.last_at or turn.now,
        True,
    )


def _why_it_waits(asked: modes.Modes, found: filters.Found, *, is_first: bool) -> Why | None:
    if found.act == "hold":
        return "words"
    if asked.first_held and is_first:
        return "first"
    return "delay" if asked.delay_seconds else None


def remember(turn: Turn, said: Spoken) -> None:
    """The actor has said this."""
    if not said.counts:
        return
    speaker = turn.use(Speakers).of(turn.actor.user_id)
    speaker.messages += said.waits in (None, "delay")
    speaker.last_at, speaker.changed = turn.now, True
    speaker.recent = [*flood.recent(speaker.recent, turn.now), (turn.now, said.what)]
    if said.sketch:
        turn.use(Lately).add(turn.now, said.sketch)


def checked(turn: Turn, text: str) -> str:
    """A text as it may stand, masked where the room's filters say so.

    `no_links`, `blocked_words`; `would_wait` where a message with that text had to wait: it would be read before a
    moderator saw it.
    """
    if is_staff(turn):
        return text
    rules, speaker = turn.use(Rules), turn.use(Speakers).of(turn.actor.user_id)
    found = _filtered(rules, text)
    if _why_it_waits(rules.modes, found, is_first=speaker.messages == 0):
        raise Refused(Code.WOULD_WAIT)
    return found.text


def _filtered(rules: Rules, text: str) -> filters.Found:
    """What the room's filters say of a text; what they refuse is refused."""
    if filters.has_link_outside(rules.modes.links, rules.filters.sites, text):
        raise Refused(Code.NO_LINKS)
    if not rules.filters.are_on:
        return filters.Found("pass", text)
    found = rules.filters.judge(text, views(text))
    if found.act == "refuse":
        raise Refused(Code.BLOCKED_WORDS)
    return found


def _speaker(turn: Turn, asked: modes.Modes, speaker: Speaker) -> modes.Speaker:
    """What the modes of the room must know of who speaks; nothing is asked for that none of them needs."""
    user_id = turn.actor.user_id
    followed_at = turn.use(Familiar).followed_at(user_id) if asked.followers_minutes is not None else None
    bought = asked.buyers_only and turn.use(Familiar).has_bought(user_id)
    return modes.Speaker(speaker.last_at, followed_at, bought)


def _only_once(turn: Turn, text: str) -> Sketch:
    """Refuse what was said already, or nearly; its sketch otherwise."""
    one = sketch(views(text)[0])
    if is_among(one, turn.use(Lately).sketches):
        raise Refused(Code.REPEATED, retry_after_ms=modes.UNIQUE_MS)
    return one


def _refuse(denied: Denied | None) -> None:
    if denied:
        raise Refused(denied.code, retry_after_ms=denied.retry_after_ms)
