"""Notes that staff write about bookings, for staff alone."""

from datetime import datetime

from sqlmodel import Field

from booking.store.tables.base import Base


class NoteRow(Base, table=True):
    """One note. It stands in no feed and in no mail."""

    __tablename__ = "note"

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id", index=True)
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    text: str = Field(max_length=4000)
