"""What is answered before Django's chain of middleware: static files, health, and pages that many share."""
