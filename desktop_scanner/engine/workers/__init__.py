"""The worker processes: what the program and they say to each other, and what becomes of them."""
