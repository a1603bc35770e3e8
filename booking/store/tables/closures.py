"""Closures that staff make; those of the room file stand in the room file."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column
from sqlmodel import Field

from booking.store.tables.base import Base


class ClosureRow(Base, table=True):
    """Whole days on which the house, or some rooms, are closed. Never deleted: what was
    closed counts in reports for good."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("first <= last", name="days_in_order"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=64)
    """A hash of the form it was made with, so that a form sent twice makes one."""
    first: date
    last: date
    reopened_on: date | None = None
    """The first day on which it no longer counts, once staff have ended it."""
    reason: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    """By language."""
    rooms: list[str] = Field(sa_column=Column(JSON, nullable=False))
    """Slugs; empty for the whole house."""
    kept: list[int] = Field(sa_column=Column(JSON, nullable=False))
    """The dates that take place all the same, by id."""
    made_at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id")


class ClosuresVersionRow(Base, table=True):
    """One row that says which closures there are, without listing them."""

    __tablename__ = "closures_version"

    id: int = Field(default=1, primary_key=True)
    version: str = Field(max_length=32)
    """Drawn anew with every change and never the same twice, not even after a change that
    was undone: whoever knows the closures of a version knows them for ever."""
