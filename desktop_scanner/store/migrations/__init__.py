"""The steps of the schema, in order: Alembic revisions that are never edited once released."""
