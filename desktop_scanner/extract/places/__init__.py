"""Countries, and the postal addresses in a text."""
