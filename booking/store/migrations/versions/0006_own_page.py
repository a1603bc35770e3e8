"""What associations do on their own pages: offers, monthly lists, delegates who come and go."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OPEN = "status = 'open'"


def upgrade() -> None:
    # plain statements, for batch mode would take the guards down
    op.execute(
        "ALTER TABLE occurrence ADD COLUMN offered BOOLEAN NOT NULL DEFAULT false"
        " CONSTRAINT ck_occurrence_offer_is_held CHECK (NOT offered OR status = 'held')"
    )
    op.execute("ALTER TABLE booking ADD COLUMN month_list BOOLEAN NOT NULL DEFAULT true")
    op.add_column("delegate", sa.Column("ended_at", UTCDateTime(), nullable=True))
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("from_delegate_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("ends_access", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "status IN ('open', 'accepted', 'refused', 'withdrawn')",
            name=op.f("ck_handover_status"),
        ),
        sa.ForeignKeyConstraint(
            ["association_id"], ["association.id"], name=op.f("fk_handover_association_id")
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_handover_booking_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_delegate_id"], ["delegate.id"], name=op.f("fk_handover_from_delegate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_association_id"), "handover", ["association_id"])
    op.create_index(op.f("ix_handover_booking_id"), "handover", ["booking_id"])
    op.create_index(
        "ix_handover_open_email",
        "handover",
        ["email"],
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
