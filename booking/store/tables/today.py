"""The caretaker's day: links that open it, what was seen, who did not come, what is broken.

Whoever did something is an account or the bearer of a link, never both.
"""

from datetime import date, datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from booking.store.tables.base import Base

STANDS = "taken_back_at IS NULL"


class CaretakerLinkRow(Base, table=True):
    """A secret address of the caretaker's day. Ended ones stay, to say so to who comes by."""

    __tablename__ = "caretaker_link"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    nonce: str = Field(unique=True, max_length=64)
    """Of the form that it was made with: a double click makes one link."""
    name: str = Field(max_length=200)
    phone: str = Field(default="", max_length=60)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    """Whose link it is; none for a substitute, who has no account."""
    last_day: date | None = None
    created_at: datetime
    ended_at: datetime | None = None


class SeenRow(Base, table=True):
    """A caretaker has seen what became of a date, up to some line of its history."""

    __tablename__ = "seen"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "up_to", name="uq_seen_occurrence_id_up_to"),
    )

    id: int | None = Field(default=None, primary_key=True)
    occurrence_id: int = Field(foreign_key="occurrence.id")
    up_to: int
    """The id of the newest line of the history that was seen."""
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    link_id: int | None = Field(default=None, foreign_key="caretaker_link.id")


class NoShowRow(Base, table=True):
    """Nobody came to a date. It stands until it is taken back; one for each date."""

    __tablename__ = "no_show"
    __table_args__ = (
        Index(
            "ix_no_show_stands",
            "occurrence_id",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    occurrence_id: int = Field(foreign_key="occurrence.id")
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    link_id: int | None = Field(default=None, foreign_key="caretaker_link.id")
    taken_back_at: datetime | None = None
    mailed_at: datetime | None = None
    """When staff had the group asked about it."""
    disputed_at: datetime | None = None
    """When the group said that it was there; from then on it counts no more."""


class ProblemRow(Base, table=True):
    """Something in the house that staff have to see to."""

    __tablename__ = "problem"

    id: int | None = Field(default=None, primary_key=True)
    nonce: str = Field(unique=True, max_length=64)
    """Of the form that it came by: sent twice, it is one."""
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    link_id: int | None = Field(default=None, foreign_key="caretaker_link.id")
    occurrence_id: int | None = Field(default=None, foreign_key="occurrence.id", index=True)
    text: str = Field(max_length=4000)
    has_photo: bool = False
    done_at: datetime | None = None
    done_by: int | None = Field(default=None, foreign_key="account.id")


class ProblemPhotoRow(Base, table=True):
    """The photo of a problem, apart from it so that lists stay light; always a JPEG of ours."""

    __tablename__ = "problem_photo"

    problem_id: int = Field(primary_key=True, foreign_key="problem.id")
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
