"""Bookings, their dates, and what the dates take of the house.

`occupancy` is what is held: no two rows of one space may ever overlap, and the
database itself refuses it (`booking.store.guards`). `wish` is what is only
asked for; wishes may overlap, and nothing guards them.
"""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlmodel import Field

from booking.store.tables.base import Base

STATUSES = "'requested', 'held', 'confirmed', 'declined', 'waiting', 'withdrawn', 'cancelled'"
HOLDS = "status IN ('held','confirmed')"
LONGEST_SECONDS = 49 * 60 * 60
"""`booking.domain.occupancy.LONGEST_OCCUPANCY`: range reads reach back only so far."""


class BookingRow(Base, table=True):
    """What was asked for; the dates are rows of their own."""

    __tablename__ = "booking"

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, max_length=20)
    version: int = 1
    association_id: int = Field(foreign_key="association.id", index=True)
    delegate_id: int = Field(foreign_key="delegate.id")
    contact: str = Field(default="", max_length=200)
    """Who to talk to about it, as told with the enquiry; kept here and not with the delegate,
    because whoever writes a known address has not proven that it is theirs."""
    phone: str = Field(default="", max_length=60)
    language: str = Field(default="de", max_length=8)
    title: str = Field(max_length=200)
    public_title: bool = False
    activity: str | None = Field(default=None, max_length=60)
    persons: int | None = None
    seating: str | None = Field(default=None, max_length=60)
    notes: str = Field(default="", max_length=10_000)
    any_room: bool = False
    """Whether its sender left the room to the house: another one is welcome, too."""
    rrule: str | None = Field(default=None, max_length=500)
    heeds_school_holidays: bool = False
    entered_by_staff: bool = False
    kind: str = Field(default="group", max_length=20, sa_column_kwargs={"server_default": "group"})
    """Whose use it is (`booking.domain.bookings.BookingKind`)."""
    received_at: datetime
    month_list: bool = True
    """Whether a mail lists the dates of each month; only asked for series."""
    proven_at: datetime | None = None
    """When the address was proven; until then nobody but its sender sees the booking."""
    forgotten_at: datetime | None = None
    """When it forgot who asked and what was written (`booking.store.forgetting`)."""
    first_open: date | None = Field(default=None, index=True)
    """The day of the first date that somebody still has to decide about."""
    asks: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether one of its dates waits for an answer. Both follow from its dates, and are
    written by `booking.store.urgency` alone."""


class OccurrenceRow(Base, table=True):
    """One date in one room. The local date and times are the truth; `starts` and `ends`
    follow from them. Spaces, setup and teardown are frozen as they were when asked for."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("id", "holds", name="uq_occurrence_id_holds"),
        CheckConstraint(f"status IN ({STATUSES})", name="status"),
        CheckConstraint("starts < ends", name="lasts"),
        CheckConstraint("(status = 'held') = (hold_until IS NOT NULL)", name="hold_has_an_end"),
        CheckConstraint("NOT offered OR status = 'held'", name="offer_is_held"),
        Index("ix_occurrence_starts_room_id", "starts", "room_id"),
        Index("ix_occurrence_status_starts", "status", "starts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    booking_id: int = Field(foreign_key="booking.id", index=True)
    position: int
    uid: str = Field(unique=True, max_length=100)
    room_id: int = Field(foreign_key="room.id", index=True)
    day: date
    begin_minutes: int
    end_minutes: int
    starts: int = Field(sa_type=BigInteger)
    ends: int = Field(sa_type=BigInteger)
    space_ids: list[int] = Field(sa_column=Column(JSON, nullable=False))
    setup_minutes: int
    teardown_minutes: int
    status: str = Field(sa_type=String(20))
    holds: bool | None = Field(
        default=None,
        sa_column=Column("holds", Boolean, Computed(HOLDS, persisted=True), nullable=True),
    )
    sequence: int = 0
    changed_at: datetime
    hold_until: date | None = None
    waiting_since: datetime | None = None
    offered: bool = False
    """Held because the house offers it to whoever waited: the association itself confirms."""


def few(column: str) -> Index:
    """An index of the few occupancies that have something in this column."""
    told = text(f"{column} IS NOT NULL")
    return Index(f"ix_occupancy_{column}", column, sqlite_where=told, postgresql_where=told)


class OccupancyRow(Base, table=True):
    """One space held for one period, setup and teardown included.

    Held by an occurrence (`holds` is true, no proposal), or by an open proposal for one
    (`holds` is none, `proposed` is true). The pairs tie each row to a holder that holds.
    """

    __tablename__ = "occupancy"
    __table_args__ = (
        CheckConstraint("starts < ends", name="lasts"),
        CheckConstraint(f"ends - starts <= {LONGEST_SECONDS}", name="not_too_long"),
        CheckConstraint("COALESCE(holds, proposed, false)", name="holder_holds"),
        CheckConstraint("(holds IS NULL) <> (proposed IS NULL)", name="one_holder"),
        CheckConstraint("(proposal_id IS NULL) = (proposed IS NULL)", name="proposal_named"),
        ForeignKeyConstraint(
            ["occurrence_id", "holds"],
            ["occurrence.id", "occurrence.holds"],
            name="fk_occupancy_holding_occurrence",
        ),
        ForeignKeyConstraint(
            ["proposal_id", "proposed"],
            ["proposal.id", "proposal.holds"],
            name="fk_occupancy_holding_proposal",
        ),
        Index("ix_occupancy_probe", "space_id", "starts", "ends", "expires"),
        few("expires"),
        few("proposal_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    occurrence_id: int = Field(index=True)
    holds: bool | None = None
    proposal_id: int | None = None
    proposed: bool | None = None
    space_id: int = Field(foreign_key="space.id")
    starts: int = Field(sa_type=BigInteger)
    ends: int = Field(sa_type=BigInteger)
    expires: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    """For a held date: the midnight at which the hold ends; reads ignore it from then on."""


class WishRow(Base, table=True):
    """One space asked for or waited for."""

    __tablename__ = "wish"
    __table_args__ = (
        CheckConstraint("starts < ends", name="lasts"),
        CheckConstraint(f"ends - starts <= {LONGEST_SECONDS}", name="not_too_long"),
        Index("ix_wish_space_id_starts", "space_id", "starts", "ends"),
    )

    id: int | None = Field(default=None, primary_key=True)
    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    space_id: int = Field(foreign_key="space.id")
    starts: int = Field(sa_type=BigInteger)
    ends: int = Field(sa_type=BigInteger)
