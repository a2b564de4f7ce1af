"""What is said: talk, and where it holds a chat word, a claim. Here the two apps meet."""

from chat import permissions
from chat.evasion import evasion
from chat.frames.messages import PostMessage
from chat.ingest import ingest
from chat.ingest.rows import Rules
from chat.messages import messages
from chat.moderation import queue
from livesell.app.asides import WaitingLine
from livesell.ledger.feature import Feature, command
from livesell.ledger.turn import QUIET, Recorded, Turn
from rooms.claims import chat_words


def say(turn: Turn, frame: PostMessage) -> Recorded:
    """Judge the message, post it or let it wait, and hear it, in one turn under one id.

    It stands, or waits, whatever becomes of a claim in it; and a claim counts at once, also where the message waits.
    What was heard goes in the reply, to the author alone; the claim itself is a fact of its own, as by the button.
    """
    line = ingest.spoken(turn, frame.text, is_order=chat_words.is_order(turn, frame.text))
    said = frame.model_copy(update={"text": line.text})
    if line.waits:
        held = queue.hold(turn, said, line.waits, turn.use(Rules).modes.delay_seconds)
        _said(turn, line)
        told = WaitingLine(**held.model_dump(), heard=chat_words.hear(turn, line.text))
        return QUIET._replace(private=told.model_dump_json())
    recorded = messages.post(turn, said)
    _said(turn, line)
    heard = chat_words.hear(turn, line.text)
    return recorded if heard is None else recorded._replace(private=heard.model_dump_json())


def _said(turn: Turn, line: ingest.Spoken) -> None:
    ingest.remember(turn, line)
    if line.is_first:
        evasion.look(turn)


SPEAKING = Feature(
    commands=(
        command(PostMessage, often="5 in 10s", allow=permissions.may_post, run=say, bulk=True, may_wait=True),
    )
)
