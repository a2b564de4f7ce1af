"""A notification as a push: the declarative form, which a browser shows without a script of ours if it can."""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import get_language, get_language_bidi

from livesell.outbound.models import Notification, PushSubscription
from livesell.outbound.push.encryption import MOST_BYTES, encoded
from livesell.outbound.wording import said

DECLARATIVE = 8030
USUAL_SECONDS = 24 * 3600
LONGEST_TITLE, LONGEST_TEXT = 120, 300


@dataclass(frozen=True, slots=True)
class Message:
    """A push that is to be sent now. `ttl`: seconds for which it is of use; `topic`: a newer one takes its place."""

    subscription_id: str
    endpoint: str
    p256dh: str
    auth: str
    text: bytes
    ttl: int
    topic: str
    urgent: bool


def message_of(one: Notification, to: PushSubscription, now: int) -> Message:
    """The push that says it, in the language that is active."""
    left = USUAL_SECONDS if one.until is None else max(0, (one.until - now) // 1000)
    return Message(
        to.pk, to.endpoint, to.p256dh, to.auth, payload(one), min(left, USUAL_SECONDS), topic(one), one.urgent
    )


def payload(one: Notification) -> bytes:
    """The text that the browser gets. At most so long as every service takes."""
    words = said(one)
    notification = {
        "title": words.title[:LONGEST_TITLE],
        "body": words.text[:LONGEST_TEXT],
        "navigate": words.url,
        "lang": get_language() or "en",
        "dir": "rtl" if get_language_bidi() else "ltr",
        "tag": topic(one),
        "data": {"room": one.room_id, "kind": one.kind, "id": one.pk},
    }
    text = json.dumps({"web_push": DECLARATIVE, "notification": notification}, ensure_ascii=False).encode()
    if len(text) <= MOST_BYTES:
        return text
    shorter = notification | {"title": words.title[:40], "body": ""}
    return json.dumps({"web_push": DECLARATIVE, "notification": shorter}, ensure_ascii=False).encode()


def topic(one: Notification) -> str:
    """The same for all that is told of one thing: 32 letters, as services take them."""
    return encoded(hashlib.sha256(f"{one.room_id}:{one.about}".encode()).digest())[:32]
