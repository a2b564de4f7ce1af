"""Work on a server's data without asking the server."""

import json
import subprocess
import sys
from typing import Any

from tests.support.server import ROOT, Server


def run(server: Server, *words: str) -> Any:
    """What a module of the tests prints as JSON, run on the server's data."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=server.env | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(done.stdout)
