"""The collector of reference cycles, in a process that holds thousands of open sockets."""

import gc

YOUNG = 5_000
"""New objects after which the collector looks at the young ones. At Python's 700, and with all that was loaded looked
through each time, it took a third of the time in which 4,000 people come in, since each brings dozens of objects that
stay; measured by `make bench-fanout`, mode storm."""


def settle() -> None:
    """Call it when all is loaded: what is there now stays for good, and is never looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()
