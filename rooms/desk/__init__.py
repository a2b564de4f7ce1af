"""What staff are told on the desk, besides what happens in the room."""
