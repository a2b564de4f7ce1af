"""`livesell demo`: the same server with a lively party in it, on this machine alone, in a data folder of its own."""

import argparse
import asyncio
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from livesell.access import origins
from livesell.operate import listening, setup
from livesell.operate.refusal import CannotStart
from livesell.operate.verbs import serve

if TYPE_CHECKING:
    from livesell.demo.stage import Stage

HELP = "start a server of its own with a lively party in it"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Where to listen, for how long, and which evening it is."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=serve.port, default=8000)
    parser.add_argument(
        "--data", type=Path, help="a folder for the demo, made anew at each start (livesell-demo)"
    )
    parser.add_argument("--seed", default="", help="the same word makes the same people behave alike")
    parser.add_argument("--seconds", type=float, help="end after so long a party, instead of at Ctrl-C")


def run(options: argparse.Namespace) -> int:
    """Serve and play until told to stop."""
    from livesell.demo import catalogue, folder, serving
    from livesell.demo.stage import Stage
    from livesell.demo.stall import Stall

    if origins.is_public(options.host):
        raise CannotStart("The demo is for this machine alone: leave out --host.")
    listening.bind(options.host, options.port).close()  # before anything is emptied
    serving.settle_in(folder.fresh(options.data or folder.default()), options.host, options.port)
    stall = Stall(catalogue.WARES)
    try:
        with serving.server(options.host, options.port) as child:
            setup.ready(patient=True)
            from livesell.demo import accounts

            https = serving.address(options.host, options.port)
            serving.await_ready(child, https)
            stage = Stage(https, accounts.settle(), stall, options.seed or secrets.token_hex(4))
            code = asyncio.run(_perform(stage, child, options.seconds))
    except serving.Ended as ended:
        code = ended.code or 2
    finally:
        stall.close()
    return code


async def _perform(stage: "Stage", child: "subprocess.Popen[bytes]", seconds: float | None) -> int:
    """Play until the time is up, somebody says stop, or the server is gone. Its code, then."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, over.set)

    def live(address: str) -> None:
        _say(f"The party is at {address}  Sign up there and claim something: it is all pretend.")
        if seconds is not None:
            loop.call_later(seconds, over.set)

    playing = loop.create_task(stage.play(live))
    ends = [playing, loop.create_task(over.wait()), loop.create_task(_gone(child))]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for task in ends:
        task.cancel()
    await asyncio.gather(*ends, return_exceptions=True)
    if playing.done() and not playing.cancelled() and (error := playing.exception()):
        raise error
    counted = ", ".join(f"{count} {name}" for name, count in sorted(stage.tally.items()))
    _say(f"The evening in numbers: {counted or 'it had hardly begun'}")
    return child.poll() or 0


async def _gone(child: "subprocess.Popen[bytes]") -> None:
    while True:
        await asyncio.sleep(0.5)
        if child.poll() is not None:
            return


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
