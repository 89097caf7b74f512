"""The user's own rules: CSS selectors, XPath and regular expressions."""
