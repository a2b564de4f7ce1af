"""Many at once: nothing is oversold, everybody sees one order. With the lock out, it must go wrong."""
