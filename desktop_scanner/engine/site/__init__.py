"""The scan of one domain."""
