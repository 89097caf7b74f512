"""Small widgets that know nothing of batches and domains."""
