"""What all tables share: one metadata with fixed names for constraints."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel


class Base(SQLModel):
    """Every table inherits this, so that migrations can name its constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    def __setattr__(self, name: str, value: object) -> None:
        """Rows are never the gate and validate nothing: a column is set without pydantic,
        which would look at each value twice and take longer than the database."""
        object.__setattr__(self, name, value)
