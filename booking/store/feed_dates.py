"""The dates of a feed, as little as it takes to tell which of them are new.

A feed of thousands of dates is asked for after each change of one. So a date comes as a
few columns here, and only those that were not written before are read as a whole.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, select, type_coerce
from sqlmodel import col

from booking.domain.statuses import Status
from booking.store.ledger import Ledger
from booking.store.tables import BookingRow, OccupancyRow, OccurrenceRow, WishRow
from booking.store.tables.bookings import LONGEST_SECONDS
from booking.store.values import hold_expires_at
from calendars.period import Period


@dataclass(frozen=True, slots=True)
class DatesWanted:
    """Which dates a feed shows. Without an owner those of everybody."""

    spaces: frozenset[str]
    period: Period
    statuses: frozenset[Status]
    is_of_one_owner: bool = False
    association_id: int | None = None
    booking_id: int | None = None


class FeedDate(NamedTuple):
    """One date: who it is, in which state, and how long it takes."""

    id: int
    state: Hashable
    """Changes whenever anything about it does."""
    is_confirmed: bool
    day: date
    occupied_from: int
    occupied_until: int


def find_feed_dates(ledger: Ledger, wanted: DatesWanted) -> list[FeedDate]:
    """The dates that take place in these spaces and this period, in one statement."""
    one = OccurrenceRow
    statement = (
        select(
            col(one.id),
            col(one.sequence),
            type_coerce(col(one.changed_at), String),  # only compared: no need to parse it
            col(one.status),
            col(one.hold_until),
            col(one.day),
            col(one.starts) - col(one.setup_minutes) * 60,
            col(one.ends) + col(one.teardown_minutes) * 60,
        )
        .join(BookingRow, col(BookingRow.id) == col(one.booking_id))
        .where(*conditions(ledger, wanted))
        .order_by(col(one.starts), col(one.id))
    )
    rows = ledger.session.connection().execute(statement)
    found = (as_it_stands(ledger, row) for row in rows)
    return [one for status, one in found if status in wanted.statuses]


def conditions(ledger: Ledger, wanted: DatesWanted) -> list[ColumnElement[bool]]:
    """What a row must fulfil; an expired hold is told from a live one afterwards."""
    one = OccurrenceRow
    held = within(OccupancyRow, ledger, wanted).where(col(OccupancyRow.proposed).is_(None))
    asks = Status.REQUESTED in wanted.statuses
    placed = held.union(within(WishRow, ledger, wanted)) if asks else held
    known = {Status.HELD, *wanted.statuses} if asks else wanted.statuses
    met = [
        col(one.id).in_(placed),
        col(one.status).in_(sorted(status.value for status in known)),
        col(one.starts) < wanted.period.ends,
        col(one.ends) > wanted.period.starts,
        col(BookingRow.proven_at).is_not(None),
    ]
    if wanted.is_of_one_owner:
        met.append(col(BookingRow.association_id) == wanted.association_id)
    if wanted.booking_id is not None:
        met.append(col(BookingRow.id) == wanted.booking_id)
    return met


def within(table: type[OccupancyRow] | type[WishRow], ledger: Ledger, wanted: DatesWanted) -> Any:
    """The ids of what takes some of these spaces in this period."""
    return select(col(table.occurrence_id)).where(
        col(table.space_id).in_(ledger.ids.space_ids(wanted.spaces)),
        col(table.starts) < wanted.period.ends,
        col(table.starts) > wanted.period.starts - LONGEST_SECONDS,
        col(table.ends) > wanted.period.starts,
    )


def as_it_stands(ledger: Ledger, row: Sequence[Any]) -> tuple[Status, FeedDate]:
    """One row as it is to be read now: a hold that has ended is a request again."""
    number, sequence, changed_at, written, hold_until, day, occupied_from, occupied_until = row
    status = Status(written)
    if hold_until is not None and hold_expires_at(hold_until, ledger.zone) <= ledger.now:
        status = Status.REQUESTED
    is_confirmed = status is Status.CONFIRMED
    state = (sequence, changed_at, status)
    return status, FeedDate(number, state, is_confirmed, day, occupied_from, occupied_until)
