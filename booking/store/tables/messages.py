"""What house and association write to each other about a booking."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, text
from sqlmodel import Field

from booking.store.tables.base import Base

UNSETTLED = "settled_at IS NULL"


class MessageRow(Base, table=True):
    """One message. `settled_at` is set once the other side has nothing more to do about it."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("side IN ('house', 'association')", name="side"),
        CheckConstraint("wait_until IS NULL OR side = 'house'", name="house_asks"),
        Index(
            "ix_message_unsettled",
            "booking_id",
            sqlite_where=text(UNSETTLED),
            postgresql_where=text(UNSETTLED),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id", index=True)
    side: str = Field(sa_type=String(20))
    account_id: int | None = Field(default=None, foreign_key="account.id")
    text: str = Field(max_length=4000)
    language: str = Field(default="de", max_length=8)
    written_at: datetime
    wait_until: date | None = None
    """The last day on which a question waits; none if nothing is asked."""
    settled_at: datetime | None = None
