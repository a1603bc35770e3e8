"""What staff know of associations, answers about the next term, and disputed no-shows."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE association ADD COLUMN trusted BOOLEAN NOT NULL DEFAULT false")
    op.add_column("association", sa.Column("proof_until", sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE association ADD COLUMN merged_into INTEGER"
        " CONSTRAINT fk_association_merged_into REFERENCES association (id)"
    )
    op.create_index(op.f("ix_association_merged_into"), "association", ["merged_into"])
    op.add_column("association", sa.Column("merged_at", UTCDateTime(), nullable=True))
    op.add_column("no_show", sa.Column("mailed_at", UTCDateTime(), nullable=True))
    op.add_column("no_show", sa.Column("disputed_at", UTCDateTime(), nullable=True))
    op.create_table(
        "association_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_association_note_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["association_id"],
            ["association.id"],
            name=op.f("fk_association_note_association_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_association_note")),
        sa.UniqueConstraint("nonce", name=op.f("uq_association_note_nonce")),
    )
    op.create_index(
        op.f("ix_association_note_association_id"), "association_note", ["association_id"]
    )
    op.create_table(
        "renewal",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("next_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("answer IN ('on', 'change', 'stop')", name=op.f("ck_renewal_answer")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_renewal_booking_id")),
        sa.ForeignKeyConstraint(["next_id"], ["booking.id"], name=op.f("fk_renewal_next_id")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_renewal")),
    )
    op.create_index(op.f("ix_renewal_next_id"), "renewal", ["next_id"])
