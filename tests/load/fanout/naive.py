"""The chat of the Channels tutorial on daphne: what most begin with. `naive_site` is the site itself."""

import os
import subprocess
import sys

from livesell.operate import valkey
from tests.load.fanout import machine
from tests.load.fanout.native import started
from tests.load.fanout.peer import Program, Talk, padded
from tests.support import folders
from tests.support.server import BOUND, ROOT, free_port


class Naive(Program):
    """One consumer a viewer, each a member of the group, each making its own JSON."""

    def __init__(self, layer: str) -> None:
        super().__init__(f"Channels tutorial on daphne, {layer}", is_python=True)
        self._layer = layer

    def open(self, viewers: int, publishers: int, *, comebacks: int = 0) -> Talk:
        self.port, folder = free_port(), folders.fresh()
        socket = folder / "valkey.sock"
        words = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--maxclients", "20000"]
        self.aside = [
            subprocess.Popen([*BOUND, str(os.getpid()), valkey.binary(), *words], stdout=subprocess.DEVNULL)
        ]
        machine.pin([self.aside[0].pid], machine.CLIENT_CORE)
        os.environ |= {
            "NAIVE_LAYER": self._layer,
            "NAIVE_REDIS": f"unix://{socket}",
            "NAIVE_DATA": str(folder),
        }
        site = "tests.load.fanout.naive_site:application"
        started(
            self,
            sys.executable,
            "-m",
            "daphne",
            "-v",
            "0",
            "-b",
            "127.0.0.1",
            "-p",
            str(self.port),
            site,
            cwd=ROOT,
        )
        return Talk(
            port=self.port,
            path="/ws/chat/lobby/",
            publish_path="/ws/chat/lobby/",
            publish=padded('{"message":"{}"}'),
        )
