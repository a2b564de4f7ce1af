"""The facts of selling, as everybody reads them: a module a noun."""
