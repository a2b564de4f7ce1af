"""Talking: messages and the moderation of them.

Of `rooms` it imports `members`, `permissions` and `membership.standing` alone, and it knows no sockets.
"""
