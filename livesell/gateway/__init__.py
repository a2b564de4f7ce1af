"""The gateway: the only package with sockets, and the ways by which commands come in.

A consumer reads frames and never waits for work; `dispatch` gathers commands into turns; the `hub`
carries what was committed to everybody who watches. It knows no frame of an app by name: the table
of commands and the reading of rooms are handed in.
"""
