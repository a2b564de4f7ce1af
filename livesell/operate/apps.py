"""Registers what keeps a server sound: the system checks, and that a worker ends with its supervisor."""

import multiprocessing
import os

from django.apps import AppConfig

from livesell.operate.parent import die_with_parent
from livesell.operate.valkey import SUPERVISOR


class OperateConfig(AppConfig):
    name = "livesell.operate"
    label = "operate"

    def ready(self) -> None:
        from livesell.operate import checks  # noqa: F401 - importing registers them

        supervisor = os.environ.get(SUPERVISOR)
        if supervisor and multiprocessing.parent_process() is not None:
            die_with_parent(int(supervisor))
