"""What Alembic runs: the connection comes from `bocage.database.migrate`, every object belongs to the owner role."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
