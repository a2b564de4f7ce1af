"""What pages show of notifications."""
