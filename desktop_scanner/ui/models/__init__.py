"""Qt models over what the services answer; none does I/O while it is painted."""
