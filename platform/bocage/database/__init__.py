"""PostgreSQL: the engine, the roles, row security, migrations, the embedded server."""
