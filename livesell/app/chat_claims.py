"""What is said: talk, and where it holds a chat word, a claim. Here the two apps meet."""

from chat import permissions
from chat.frames.messages import PostMessage
from chat.messages import messages
from livesell.ledger.feature import Feature, command
from livesell.ledger.turn import Recorded, Turn
from rooms.claims import chat_words


def say(turn: Turn, frame: PostMessage) -> Recorded:
    """Post the message and hear it, in one turn under one id. It stands whatever becomes of a claim in it.

    What was heard goes in the reply, to the author alone; the claim itself is a fact of its own, as by the button.
    """
    recorded = messages.post(turn, frame)
    heard = chat_words.hear(turn, frame.text)
    return recorded if heard is None else recorded._replace(private=heard.model_dump_json())


SPEAKING = Feature(
    commands=(
        command(PostMessage, often="5 in 10s", allow=permissions.may_post, run=say, bulk=True, may_wait=True),
    )
)
