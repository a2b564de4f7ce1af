"""What is said: talk, and where it holds a chat word, a claim. Here the two apps meet."""

from chat import messages
from chat.frames import PostMessage
from livesell.ledger.turn import Recorded, Turn
from rooms import words


def say(turn: Turn, frame: PostMessage) -> Recorded:
    """Post the message and hear it, in one turn under one id. It stands whatever becomes of a claim in it.

    What was heard goes in the reply, to the author alone; the claim itself is a fact of its own, as by the button.
    """
    recorded = messages.post(turn, frame)
    heard = words.hear(turn, frame.text)
    return recorded if heard is None else recorded._replace(aside=heard.model_dump_json())
