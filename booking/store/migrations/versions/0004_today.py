"""The caretaker's day: links, what was seen, no-shows, problems; phones of accounts."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STANDS = sa.text("taken_back_at IS NULL")


def upgrade() -> None:
    op.add_column(
        "account", sa.Column("phone", sa.String(length=60), nullable=False, server_default="")
    )
    op.create_index(op.f("ix_history_at"), "history", ["at"])
    op.create_table(
        "caretaker_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caretaker_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_caretaker_link_token_hash")),
        sa.UniqueConstraint("nonce", name=op.f("uq_caretaker_link_nonce")),
        account_of("caretaker_link"),
    )
    op.create_table(
        "seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen")),
        sa.UniqueConstraint("occurrence_id", "up_to", name="uq_seen_occurrence_id_up_to"),
        occurrence_of("seen"),
        account_of("seen"),
        link_of("seen"),
    )
    op.create_table(
        "no_show",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_show")),
        occurrence_of("no_show"),
        account_of("no_show"),
        link_of("no_show"),
    )
    op.create_index(
        "ix_no_show_stands",
        "no_show",
        ["occurrence_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_table(
        "problem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("has_photo", sa.Boolean(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
        sa.UniqueConstraint("nonce", name=op.f("uq_problem_nonce")),
        occurrence_of("problem"),
        account_of("problem"),
        link_of("problem"),
        sa.ForeignKeyConstraint(["done_by"], ["account.id"], name=op.f("fk_problem_done_by")),
    )
    op.create_index(op.f("ix_problem_occurrence_id"), "problem", ["occurrence_id"])
    op.create_table(
        "problem_photo",
        sa.Column("problem_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("problem_id", name=op.f("pk_problem_photo")),
        sa.ForeignKeyConstraint(
            ["problem_id"], ["problem.id"], name=op.f("fk_problem_photo_problem_id")
        ),
    )


def occurrence_of(table: str) -> sa.ForeignKeyConstraint:
    return points_to("occurrence", table, "occurrence_id")


def account_of(table: str) -> sa.ForeignKeyConstraint:
    return points_to("account", table, "account_id")


def link_of(table: str) -> sa.ForeignKeyConstraint:
    return points_to("caretaker_link", table, "link_id")


def points_to(target: str, table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
