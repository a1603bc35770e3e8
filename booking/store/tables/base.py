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
