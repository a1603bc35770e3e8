"""Rooms and spaces of the room file, as small integers that bookings can point to."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field

from booking.store.tables.base import Base


class SpaceRow(Base, table=True):
    """A smallest part that can be occupied alone. Its row is also what writers lock."""

    __tablename__ = "space"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)


class RoomRow(Base, table=True):
    """A room, with the version that its feeds are known by."""

    __tablename__ = "room"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)
    shown_as: str = Field(default="", max_length=4000)
    """What feeds show of the room itself (names, privacy), to notice when the file changes it."""
    calendar_version: int = 1
    calendar_changed_at: datetime
    """When anything about its calendar last changed; never falls."""


class PlantedRow(Base, table=True):
    """The room file as it was planted last: one row, to tell what a new file changes."""

    __tablename__ = "planted"

    id: int = Field(default=1, primary_key=True)
    house: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    planted_at: datetime
    feed_format: int = 1
    """How feeds were written then; another way of writing changes every event."""
