"""Enquiries that nobody has sent yet. They hold nothing, and no staff see them."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field

from booking.store.tables.base import Base


class DraftRow(Base, table=True):
    """What somebody has typed so far, by the secret of their browser's cookie."""

    __tablename__ = "draft"

    id: int | None = Field(default=None, primary_key=True)
    secret_hash: str = Field(unique=True, max_length=64)
    content: dict[str, list[str]] = Field(sa_column=Column(JSON, nullable=False))
    """The fields of the form as typed, valid or not."""
    agreed: list[str] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    """The days that were to be asked for when its sender last said "send"."""
    booking_id: int | None = Field(default=None, foreign_key="booking.id", index=True)
    """What came of it; then its content is empty."""
    expires_at: datetime = Field(index=True)
