"""E-mail addresses, also those that are hidden from programs."""
