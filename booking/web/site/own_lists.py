"""The bookings of one association in lines: what comes next, and what waits for an answer."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking
from booking.domain.house import House
from booking.domain.messages import open_question
from booking.domain.statuses import GIVEN_UP, Status
from booking.services.own import Own, OwnAssociation
from booking.words.catalogue import Words
from booking.words.desk import when_text


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One booking in a line."""

    booking: Booking
    when: str
    """Its dates; those that were given up do not count, unless all were."""
    statuses: tuple[Status, ...]
    """Where they stand, each once."""
    next_day: date | None
    """The next date that still stands; None if none is to come."""
    waits_for_us: bool
    """Whether the house waits for an answer."""


@dataclass(frozen=True, slots=True)
class Group:
    """One association with the lines of its bookings."""

    association: OwnAssociation
    coming: tuple[OwnRow, ...]
    """The next date first."""
    past: tuple[OwnRow, ...]


def group_rows(
    association: OwnAssociation, own: Own, house: House, now: datetime, words: Words
) -> Group:
    """The bookings of an association, those with dates to come apart from the others."""
    rows = [row_of(one, own, house, now, words) for one in association.bookings]
    coming = [row for row in rows if row.next_day is not None]
    return Group(
        association,
        tuple(sorted(coming, key=lambda row: row.next_day or date.max)),
        tuple(row for row in rows if row.next_day is None),
    )


def row_of(booking: Booking, own: Own, house: House, now: datetime, words: Words) -> OwnRow:
    """One line."""
    standing = [one for one in booking.occurrences if one.status in GIVEN_UP]
    coming = [one for one in standing if one.period.end > now]
    shown = coming or standing or booking.occurrences
    today = house.wall_clock.date_of(now)
    asked = open_question(own.open_messages.get(booking.id, ()), today)
    is_offered = any(one.offered and one.period.end > now for one in booking.occurrences)
    return OwnRow(
        booking,
        when_text(standing or booking.occurrences, words),
        tuple(dict.fromkeys(one.status for one in shown)),
        min((one.day for one in coming), default=None),
        asked is not None or is_offered or booking.id in own.proposed,
    )
