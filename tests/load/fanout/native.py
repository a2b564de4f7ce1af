"""Peers that are a program of their own: the C floor, nchan, Node's ws, socket.io."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.load.fanout import cache, machine
from tests.load.fanout.peer import Program, Talk, padded
from tests.support import folders
from tests.support.server import BOUND, free_port

NCHAN = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
NGINX = """
load_module {module};
user {user};
worker_processes 1;
worker_rlimit_nofile {files};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections {files}; }}
http {{
    access_log off;
    server {{
        listen 127.0.0.1:{port} backlog=8192;
        location /watch {{ nchan_subscriber websocket; nchan_subscriber_first_message newest; nchan_channel_id room; }}
        location /publish {{ nchan_publisher websocket; nchan_channel_id room; }}
    }}
}}
"""


def started(program: Program, *words: str, cwd: Path | None = None) -> None:
    """Run the command on the core of the servers, until its port answers. What it says is left in the cache."""
    command = [*BOUND, str(os.getpid()), *words]
    with cache.log(program.name).open("wb") as log:
        program.process = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log)
    machine.pin([program.process.pid], machine.SERVER_CORE)
    program.await_port()


class Floor(Program):
    """`floor.c`: a loop of send() over the sockets."""

    def open(self, viewers: int, publishers: int, *, comebacks: int = 0) -> Talk:
        self.port = free_port()
        started(self, str(cache.compiled("floor.c")), str(self.port))
        return Talk(port=self.port, publish_path="/publish", publish=padded("{}"))


class Nchan(Program):
    """nginx with nchan, one worker, its memory store."""

    def missing(self) -> str:
        if not NCHAN.exists() and os.geteuid() == 0 and shutil.which("apt-get"):
            words = [
                "apt-get",
                "install",
                "-y",
                "-q",
                "--no-install-recommends",
                "nginx-light",
                "libnginx-mod-nchan",
            ]
            env = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
            subprocess.run(words, env=env, stdout=subprocess.DEVNULL, check=False, timeout=300)
        return "" if NCHAN.exists() else "nginx with libnginx-mod-nchan is not installed"

    def open(self, viewers: int, publishers: int, *, comebacks: int = 0) -> Talk:
        self.port, folder = free_port(), folders.fresh()
        words = {"module": NCHAN, "user": "root" if os.geteuid() == 0 else "nobody", "folder": folder}
        text = NGINX.format(**words, port=self.port, files=viewers + publishers + 200)
        config = folder / "nginx.conf"
        config.write_text(text)
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        started(self, nginx, "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log"))
        return Talk(port=self.port, path="/watch", publish_path="/publish", publish=padded("{}"))


class Node(Program):
    """A script of `node/`, under the Node that the checkout has."""

    def __init__(self, name: str, script: str) -> None:
        super().__init__(name)
        self._script = script

    def missing(self) -> str:
        if not shutil.which("node"):
            return "there is no Node"
        try:
            cache.node_modules()
        except (OSError, subprocess.SubprocessError) as error:
            return f"npm could not install the packages: {error}"
        return ""

    def open(self, viewers: int, publishers: int, *, comebacks: int = 0) -> Talk:
        self.port = free_port()
        started(self, shutil.which("node") or "", self._script, str(self.port), cwd=cache.node_modules())
        return self._talk()

    def _talk(self) -> Talk:
        return Talk(port=self.port, publish_path="/publish", publish=padded("{}"))


class SocketIo(Node):
    """socket.io speaks Engine.IO 4: it opens with `0`, is joined with `40`, and pings with `2`."""

    def _talk(self) -> Talk:
        path = "/socket.io/?EIO=4&transport=websocket"
        return Talk(
            port=self.port,
            path=path,
            publish_path=path,
            says=("", "40"),
            awaits=("0", "40"),
            answers=("2", "3"),
            publish=padded('42["say","{}"]'),
            delivery="42",
        )
