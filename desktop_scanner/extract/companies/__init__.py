"""The names of companies, and the legal forms that they end with."""
