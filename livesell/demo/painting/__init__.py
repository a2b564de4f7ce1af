"""Still lifes for the demo, drawn by a few brushes: no files, no fonts of the system's, no photographs."""
