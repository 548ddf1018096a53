"""The database engine: Django's for PostgreSQL, which finds the embedded one by itself."""
