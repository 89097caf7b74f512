"""The owner's profiles on social networks."""
