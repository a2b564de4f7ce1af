"""`make bench-fanout`: what a delivery costs, here and at the peers, side by side in one run.

`__main__` is the command line, `modes` what is measured, `swarm` (Python) steers the load client `swarm.c`,
`machine` reads and pins processes, `table` writes the tables; each server is a `Peer` in a module of its name.
"""
