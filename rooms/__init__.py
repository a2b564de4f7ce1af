"""Selling: rooms and their members, parties, items, claims.

No sockets, no Redis, no `await`, and nothing of `chat`. What a claim means is in `rules`, as plain
Python; the files beside it load, decide by those rules and record, inside a turn.
"""
