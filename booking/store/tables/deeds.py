"""What was done: the history of bookings, deeds that must happen once, attempts counted."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field

from booking.store.tables.base import Base


class HistoryRow(Base, table=True):
    """One change. Ids and facts only: names are looked up, so that they can be forgotten."""

    __tablename__ = "history"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    booking_id: int = Field(foreign_key="booking.id", index=True)
    occurrence_id: int | None = Field(default=None, foreign_key="occurrence.id", index=True)
    version: int | None = None
    """The booking's version that this change made; none if it made no new one."""
    what: str = Field(max_length=40)
    standing: str = Field(max_length=20)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    facts: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))


class IdempotencyRow(Base, table=True):
    """A deed that must not be done twice: an Idempotency-Key or the nonce of a form."""

    __tablename__ = "idempotency"

    key: str = Field(primary_key=True, max_length=64)
    """A hash of who asks and the key they sent."""
    fingerprint: str = Field(max_length=64)
    """A hash of what they asked for."""
    booking_id: int = Field(foreign_key="booking.id")
    created_at: datetime = Field(index=True)


class AttemptRow(Base, table=True):
    """How often somebody tried something in one stretch of time."""

    __tablename__ = "attempt"

    key: str = Field(primary_key=True, max_length=64)
    ends: int = Field(sa_type=BigInteger, index=True)
    """When the stretch is over and counting begins anew."""
    count: int = 0
