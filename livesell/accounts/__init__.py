"""People: the user, display names, signing in for browser and app, the one-time owner link.

Knows no room and no message. `names` and `owner_rules` are plain Python; the rest is Django and allauth.
"""
