"""A booking keeps its first open day and whether it asks, so that the inbox is sorted cheaply."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FILL = """UPDATE booking SET
  first_open = (SELECT min(day) FROM occurrence WHERE booking_id = booking.id
                AND status IN ('requested', 'held', 'waiting')),
  asks = EXISTS (SELECT 1 FROM occurrence WHERE booking_id = booking.id
                 AND status = 'requested')"""


def upgrade() -> None:
    op.add_column("booking", sa.Column("first_open", sa.Date(), nullable=True))
    op.add_column(
        "booking", sa.Column("asks", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index("ix_booking_first_open", "booking", ["first_open"])
    op.execute(FILL)
