"""Registers what keeps a server sound: the system checks."""

from django.apps import AppConfig


class OperateConfig(AppConfig):
    name = "livesell.operate"
    label = "operate"

    def ready(self) -> None:
        from livesell.operate import checks  # noqa: F401 - importing registers them
