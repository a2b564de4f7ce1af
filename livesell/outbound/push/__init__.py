"""Web push (RFC 8030): its keys, its encryption, where it may go, and sending."""
