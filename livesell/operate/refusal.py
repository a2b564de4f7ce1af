"""The one way an operator's mistake is told: a sentence saying what to do, never a traceback."""


class CannotStart(Exception):
    """The server cannot start as asked. The message is one line and says what to do about it."""
