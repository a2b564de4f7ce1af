"""Who is here: weather, kept in Redis, expiring, never in a ledger. Losing it costs a number on a screen."""
