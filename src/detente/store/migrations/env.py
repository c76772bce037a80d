"""How Alembic reaches the database: over the connection that `store.migrating` hands it."""

from alembic import context

from detente.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
