"""Real parts for tests: the cast, a Valkey, a PostgreSQL, a whole running server."""
