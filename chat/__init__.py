"""Talking: messages and the moderation of them.

It knows `rooms` by two doors only, `rooms.members` and `rooms.permissions`, and knows no sockets.
"""
