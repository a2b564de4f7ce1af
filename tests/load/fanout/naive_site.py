"""The site that the tutorial of Channels arrives at, in one file. Three settings are not the tutorial's: capacity,
the size of the Redis pool, and no timeout of its reads, without which a thousand viewers cannot come in and stay."""

import json
import os
from typing import Any

import django
from asgiref.typing import ASGIApplication
from django.conf import settings

LAYER = os.environ["NAIVE_LAYER"]
HOST = {"address": os.environ["NAIVE_REDIS"], "max_connections": 50_000, "socket_timeout": None}
LAYERS = {
    "RedisChannelLayer": "channels_redis.core.RedisChannelLayer",
    "RedisPubSubChannelLayer": "channels_redis.pubsub.RedisPubSubChannelLayer",
}
CONFIG: dict[str, Any] = {"hosts": [HOST]} | ({"capacity": 1_500} if LAYER == "RedisChannelLayer" else {})

settings.configure(
    SECRET_KEY="naive",
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "channels",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{os.environ['NAIVE_DATA']}/db"}},
    CHANNEL_LAYERS={"default": {"BACKEND": LAYERS[LAYER], "CONFIG": CONFIG}},
    USE_TZ=True,
)
django.setup()

from channels.auth import AuthMiddlewareStack  # noqa: E402 - Django first
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.urls import re_path  # noqa: E402


class Chat(AsyncWebsocketConsumer):
    """Everybody in the room hears what anybody says."""

    async def connect(self) -> None:
        self.group = f"chat_{self.scope['url_route']['kwargs']['room']}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str = "", bytes_data: bytes | None = None) -> None:
        message = json.loads(text_data)["message"]
        await self.channel_layer.group_send(self.group, {"type": "chat.message", "message": message})

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({"message": event["message"]}))


routes = URLRouter([re_path(r"^ws/chat/(?P<room>\w+)/$", Chat.as_asgi())])
application: ASGIApplication = ProtocolTypeRouter(
    {"http": get_asgi_application(), "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(routes))}
)
