"""Telephone and fax numbers."""
