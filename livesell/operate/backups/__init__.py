"""A backup is one file that holds everything: the database at one moment, pictures, keys, and a manifest.

`archive` knows the file, `chains` checks the ledgers in it, `tables` copies a database out and in, `making` and
`restoring` are what the command line calls, `nightly` makes one a day.
"""
