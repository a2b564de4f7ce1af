"""Being mentioned: by whom one lets oneself be, and where one was."""

from chat.events.messages import MessageView
from chat.frames.mentions import ChooseMentions
from chat.messages import messages
from chat.models.mentions import Mention, MentionChoice
from livesell.ledger.feature import ReadContext
from livesell.ledger.turn import QUIET, Recorded, Turn

SHOWN = 50


def choose(turn: Turn, frame: ChooseMentions) -> Recorded:
    """By whom the actor may be mentioned from now on, in every room. What stands stays."""
    MentionChoice.objects.update_or_create(user_id=turn.actor.user_id, defaults={"wanted": frame.wanted})
    return QUIET


def chosen(context: ReadContext) -> dict[str, str]:
    """What each of the readers chose; who chose nothing is left out."""
    return dict(MentionChoice.objects.filter(user_id__in=context.users).values_list("user_id", "wanted"))


def lines_of(room_id: str, user_id: str) -> list[MessageView]:
    """The last lines of a room that mention somebody and may still be read, newest first."""
    mentioned = Mention.objects.filter(room_id=room_id, user_id=user_id).order_by("-offset")
    found = messages.each_at(room_id, list(mentioned.values_list("offset", flat=True)[:SHOWN]))
    return sorted((one for one in found if one.text is not None), key=lambda one: -one.offset)


def words_gone(turn: Turn, offset: int) -> None:
    """The words of that line were taken out, or others stand for them: nobody is mentioned in it any more."""
    Mention.objects.filter(room_id=turn.room_id, offset=offset).delete()


def all_words_gone(turn: Turn, user_id: str) -> None:
    """Nothing is served any more of what somebody has said."""
    Mention.objects.filter(room_id=turn.room_id, by_id=user_id).delete()


def forget(room_id: str) -> None:
    """Delete the mentions of a room that is no more."""
    Mention.objects.filter(room_id=room_id).delete()
