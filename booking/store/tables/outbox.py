"""The outbox: mails that are owed, each until long after it was sent."""

from datetime import datetime

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field

from booking.store.tables.base import Base

UNSETTLED = "sent_at IS NULL AND given_up_at IS NULL"


class OutboxRow(Base, table=True):
    """One mail. Its words are made when it leaves; here stand ids and facts, no names."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_unsettled",
            "due_at",
            sqlite_where=text(UNSETTLED),
            postgresql_where=text(UNSETTLED),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=120)
    """The event it tells of: one mail for each, whoever owes it and however often."""
    kind: str = Field(max_length=40)
    recipient: str = Field(max_length=254)
    language: str = Field(max_length=8)
    booking_id: int | None = Field(default=None, foreign_key="booking.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    facts: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    message_id: str = Field(max_length=200)
    """Fixed when owed: a mail that is sent twice is recognised by it (RFC 5322, 3.6.4)."""
    owed_at: datetime
    due_at: datetime
    lease_until: datetime | None = None
    """Until then it belongs to the worker that took it."""
    attempts: int = 0
    """Counted when it is taken, so that it also tells whose lease it is."""
    sent_at: datetime | None = None
    given_up_at: datetime | None = None
    trouble: str | None = Field(default=None, max_length=20)
    server_said: str = Field(default="", max_length=500)
