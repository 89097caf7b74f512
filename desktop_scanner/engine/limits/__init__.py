"""Politeness: who may be asked when, for all workers of a batch together."""
