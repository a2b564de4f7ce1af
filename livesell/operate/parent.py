"""Dying with one's parent: a process we started must not outlive us, also when we are killed with -9.

Run as a program it becomes the command it is given, bound to the process that started it:
`python parent.py <pid of the parent> <program> <arguments…>`. Needs nothing but the standard library.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int, sig: int = signal.SIGTERM) -> None:
    """Ask the kernel (Linux) to send us `sig` when `parent` ends; exit now if it already has."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, sig, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - the program and its arguments are ours, there is no shell
