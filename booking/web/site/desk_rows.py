"""Bookings and dates as the pages of staff show them, in the language of the person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from booking.domain.bookings import Booking
from booking.domain.desk import DeskBooking
from booking.domain.desk_dates import DeskDate
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.rules import Finding, Rule
from booking.domain.statuses import Status
from booking.web.site.decision_form import field_of
from booking.words.catalogue import Words
from booking.words.dates import list_text
from booking.words.desk import note_text, reasons_text, when_text

_TOLD_BY_RIVALS = frozenset({Rule.TAKEN, Rule.ASKED_FOR})


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A booking of the inbox in a few words."""

    desk: DeskBooking
    rooms: str
    when: str
    reasons: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SettledRow:
    """An answered booking in a few words."""

    booking: Booking
    rooms: str
    when: str
    counts: Mapping[Status, int]
    """How many dates stand where."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date on the page where staff decide."""

    date: DeskDate
    field: str
    """The name of its choice; empty if there is nothing to choose."""
    rooms: str
    notes: tuple[str, ...]
    """What rules say; who else holds or wants it stands in `rivals`."""
    rivals: tuple[Entry, ...]


def pending_row(desk: DeskBooking, house: House, today: date, words: Words) -> PendingRow:
    """The row of a booking that waits; it tells of the open dates only."""
    open_ones = [occurrence for one in desk.open_dates for occurrence in one.open_occurrences]
    return PendingRow(
        desk=desk,
        rooms=rooms_text(dict.fromkeys(one.room for one in open_ones), house, words),
        when=when_text(open_ones, words),
        reasons=reasons_text(desk.reasons, len(desk.open_dates), words),
        is_overdue=desk.answer_by < today,
    )


def settled_row(booking: Booking, house: House, words: Words) -> SettledRow:
    """The row of a booking that has its answers."""
    position_of = {one.position: one.status for one in booking.occurrences}
    counts: dict[Status, int] = {}
    for status in position_of.values():
        counts[status] = counts.get(status, 0) + 1
    return SettledRow(
        booking=booking,
        rooms=rooms_text(booking.rooms, house, words),
        when=when_text(booking.occurrences, words),
        counts=counts,
    )


def date_row(one: DeskDate, rivals: Mapping[int, Entry], house: House, words: Words) -> DateRow:
    """The row of one date, with whoever else holds or wants it."""
    return DateRow(
        date=one,
        field=field_of(one) if one.choices else "",
        rooms=rooms_text([occurrence.room for occurrence in one.occurrences], house, words),
        notes=notes_of(one.findings, words),
        rivals=tuple(rivals[number] for number in sorted(one.rivals) if number in rivals),
    )


def notes_of(findings: Sequence[Finding], words: Words) -> tuple[str, ...]:
    """The findings in a few words, each once, claims of others left out."""
    told = (note_text(one, words) for one in findings if one.rule not in _TOLD_BY_RIVALS)
    return tuple(dict.fromkeys(told))


def rooms_text(slugs: Iterable[str], house: House, words: Words) -> str:
    """The names of rooms; one that is no longer in the house goes by its slug."""
    rooms = ((slug, house.find_room(slug)) for slug in slugs)
    return list_text(
        [room.name_in(words.language) if room else slug for slug, room in rooms], words
    )
