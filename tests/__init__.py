"""The suite. It mirrors the tree; `support/` holds what several tests share."""
