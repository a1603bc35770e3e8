"""Proposals: another room or time for a date, which the other side may accept."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    String,
    UniqueConstraint,
)
from sqlmodel import Field

from booking.store.tables.base import Base

HOLDS = "status = 'open' AND side = 'house'"


class ProposalRow(Base, table=True):
    """Where a date might go. One of the house holds what is new about it while it is open."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("id", "holds", name="uq_proposal_id_holds"),
        CheckConstraint("side IN ('house', 'association')", name="side"),
        CheckConstraint(
            "status IN ('open', 'accepted', 'refused', 'withdrawn', 'expired')", name="status"
        ),
        CheckConstraint("starts < ends", name="lasts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    side: str = Field(sa_type=String(20))
    status: str = Field(sa_type=String(20))
    holds: bool | None = Field(
        default=None,
        sa_column=Column("holds", Boolean, Computed(HOLDS, persisted=True), nullable=True),
    )
    room_id: int = Field(foreign_key="room.id")
    day: date
    begin_minutes: int
    end_minutes: int
    starts: int = Field(sa_type=BigInteger)
    ends: int = Field(sa_type=BigInteger)
    space_ids: list[int] = Field(sa_column=Column(JSON, nullable=False))
    setup_minutes: int
    teardown_minutes: int
    open_until: date
    """The last day on which it can be accepted."""
    created_at: datetime
    answered_at: datetime | None = None
