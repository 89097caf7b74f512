"""Values that every layer speaks: no I/O, no Qt, no HTTP, no database."""
