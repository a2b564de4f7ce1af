"""Things that die in the middle of a sale: web processes, databases, Valkey, lines. Nothing told may be lost."""
