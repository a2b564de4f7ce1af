"""The wire: every typed JSON frame, declared once.

Envelopes, codes and the codec live here; the bodies of commands and events live with their noun
in `rooms` and `chat`. Plain Python and Pydantic: nothing here may import Django, Channels or Redis.
"""
