"""Run by Alembic for each migration; the connection comes from `booking.store.migrating`."""

from alembic import context

from booking.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
