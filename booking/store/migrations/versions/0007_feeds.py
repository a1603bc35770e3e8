"""Subscriptions get choices, an owner, former addresses, and are watched."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OWNERS = ("booking", "account")


def upgrade() -> None:
    for owner in OWNERS:  # by hand: on SQLite alembic adds no column with a foreign key
        op.execute(
            f"ALTER TABLE subscription ADD COLUMN {owner}_id INTEGER"
            f" CONSTRAINT fk_subscription_{owner}_id REFERENCES {owner} (id)"
        )
    op.create_index(op.f("ix_subscription_booking_id"), "subscription", ["booking_id"])
    op.add_column("subscription", sa.Column("options", sa.JSON(), nullable=True))
    op.add_column("subscription", sa.Column("renewed_at", UTCDateTime(), nullable=True))
    op.add_column(
        "subscription",
        sa.Column("left_out", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )
    op.add_column(
        "planted",
        sa.Column("feed_format", sa.Integer(), nullable=False, server_default=sa.text("1")),
    )
    op.create_table(
        "former_address",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_former_address_subscription_id"),
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_former_address")),
    )
    op.create_index(
        op.f("ix_former_address_subscription_id"), "former_address", ["subscription_id"]
    )
    op.create_table(
        "feed_reader",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("client", sa.String(length=40), nullable=False),
        sa.Column("first_asked", sa.BigInteger(), nullable=False),
        sa.Column("last_asked", sa.BigInteger(), nullable=False),
        sa.Column("last_status", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("not_modified", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_feed_reader_subscription_id")
        ),
        sa.PrimaryKeyConstraint("subscription_id", "client", name=op.f("pk_feed_reader")),
    )
    op.create_table(
        "feed_watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_watch")),
    )
