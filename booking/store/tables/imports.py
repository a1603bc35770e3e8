"""What was imported, so that it is not imported twice, and files that wait for a yes."""

from datetime import datetime

from sqlmodel import Field

from booking.store.tables.base import Base


class ImportedRow(Base, table=True):
    """One date of a source that was taken over, whatever became of it since."""

    __tablename__ = "imported"

    key: str = Field(primary_key=True, max_length=64)
    """SHA-256 of the room, the source's UID and its RECURRENCE-ID."""
    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    imported_at: datetime


class UploadRow(Base, table=True):
    """A file that staff have sent and looked at, until they take it over or forget it."""

    __tablename__ = "upload"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    name: str = Field(max_length=200)
    content: bytes
    room: str = Field(default="", max_length=60)
    group_name: str = Field(default="", max_length=200)
    closing: bool = False
    sent_at: datetime = Field(index=True)
