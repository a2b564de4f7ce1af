"""Texts that people read: found in templates and Python, kept in catalogues, and whatever passes the catalogues by."""
