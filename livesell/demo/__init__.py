"""A lively party to look at: `livesell demo`.

The cast, the catalogue, the pictures, and how each of the cast behaves. They are clients of the running
server like any other: they know the wire and nothing of what is behind it. Only their accounts are made
directly. Nothing here imports an app, the gateway or the ledger.
"""
