"""The platform: a server for live selling. Its packages know no app; only its root files compose."""

__version__ = "0.1.0"
