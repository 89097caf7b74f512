"""From bytes to a tree: the encoding, what would take the parser too long, and what is worth a closer look."""
