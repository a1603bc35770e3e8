"""Few occupancies expire, and few are kept free for a proposal: the indexes that find them
leave out all others. They are tiny, cost a confirmation nothing, and cannot be mistaken for a
way to the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("expires", "proposal_id"):
        name = op.f(f"ix_occupancy_{column}")
        told = sa.text(f"{column} IS NOT NULL")
        op.drop_index(name, table_name="occupancy")
        op.create_index(
            name, "occupancy", [column], sqlite_where=told, postgresql_where=told, unique=False
        )
