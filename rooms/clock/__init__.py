"""What the clock has to do, and what of it failed."""
