"""Kinds of associations, for reports; bookings forget people; the history can only grow."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from booking.store.history_guard import history_guard_for

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "association",
        sa.Column("user_group", sa.String(length=60), nullable=False, server_default=""),
    )
    op.add_column("booking", sa.Column("forgotten_at", UTCDateTime(), nullable=True))
    for guard in history_guard_for(op.get_context().dialect.name):
        op.execute(guard)
