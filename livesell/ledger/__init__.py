"""The ledger: the one durable, ordered, chained record of each room, and the only writer of events.

`position` and `chain` are pure. `turn` decides and writes, `read` reads, `publish` tells the other
processes. It knows no app: what a command means is handed in.
"""
