"""Steps from one form of the database to the next, and back (Alembic)."""
