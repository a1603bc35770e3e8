"""What people of the house want to hear, second factors, and which browser a session is of."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    yes, no = sa.true(), sa.false()
    for column in (
        sa.Column("wants_digest", sa.Boolean(), nullable=False, server_default=yes),
        sa.Column("hears_at_once", sa.Boolean(), nullable=False, server_default=no),
        sa.Column("totp_secret", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("totp_confirmed", sa.Boolean(), nullable=False, server_default=no),
        sa.Column("totp_step", sa.BigInteger(), nullable=False, server_default="0"),
    ):
        op.add_column("account", column)
    op.add_column(
        "session", sa.Column("browser", sa.String(length=60), nullable=False, server_default="")
    )
    op.add_column("token", sa.Column("expires_at", UTCDateTime(), nullable=True))
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    op.create_index(
        op.f("ix_recovery_code_account_id"), "recovery_code", ["account_id"], unique=False
    )
