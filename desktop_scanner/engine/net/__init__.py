"""The border to the network: one request in, one answer or failure out."""
