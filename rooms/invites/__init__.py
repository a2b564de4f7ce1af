"""Links that give a role."""
