"""The commands of selling, as a client sends them: a module a noun."""
