"""Handing a booking, or a whole association, over to somebody else."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, text
from sqlmodel import Field

from booking.store.tables.base import Base

OPEN = "status = 'open'"


class HandoverRow(Base, table=True):
    """One delegate wants to hand over to an address; nothing changes until it is proven there
    and whoever it belongs to agrees."""

    __tablename__ = "handover"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'accepted', 'refused', 'withdrawn')", name="status"),
        Index(
            "ix_handover_open_email", "email", sqlite_where=text(OPEN), postgresql_where=text(OPEN)
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    association_id: int = Field(foreign_key="association.id", index=True)
    booking_id: int | None = Field(default=None, foreign_key="booking.id", index=True)
    """None for all bookings of the association."""
    from_delegate_id: int = Field(foreign_key="delegate.id")
    name: str = Field(max_length=200)
    email: str = Field(max_length=254)
    language: str = Field(default="de", max_length=8)
    ends_access: bool = False
    """Whether whoever hands over can no longer act afterwards."""
    status: str = Field(sa_type=String(20))
    created_at: datetime
    answered_at: datetime | None = None
