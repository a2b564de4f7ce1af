"""What selling means, as plain Python over plain values.

No Django, no clock, no randomness: `now` comes in as an argument. Every decision is a value.
"""
