"""What a page says of things in forms made for machines: JSON-LD, microdata, RDFa."""
