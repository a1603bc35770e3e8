"""What groups answered to the question whether their series goes on."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlmodel import Field

from booking.store.tables.base import Base


class RenewalRow(Base, table=True):
    """The answer for one series; the last one counts, until it has become a new request."""

    __tablename__ = "renewal"
    __table_args__ = (CheckConstraint("answer IN ('on', 'change', 'stop')", name="answer"),)

    booking_id: int = Field(primary_key=True, foreign_key="booking.id")
    answer: str = Field(sa_type=String(20))
    answered_at: datetime
    next_id: int | None = Field(default=None, foreign_key="booking.id", index=True)
    """The new request that came of it."""
