"""What may be said, as plain Python over plain values: no Django, no clock."""
