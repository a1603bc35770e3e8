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
from booking.words.dates import list_text, short_day_text
from booking.words.desk import freed_text, note_text, reasons_text, when_text
from booking.words.statuses import status_text

_TOLD_BY_RIVALS = frozenset({Rule.TAKEN, Rule.ASKED_FOR})


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A booking of the inbox in a few words."""

    desk: DeskBooking
    rooms: str
    when: str
    reasons: str
    kept: str
    """What is held and until when, or that it waits."""
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

    @property
    def is_only_held(self) -> bool:
        """Whether what is in the way is only held for others, and may become free."""
        holding = {one.occurrence.status for one in self.rivals if one.occurrence.status.holds}
        return holding == {Status.HELD}


def pending_row(desk: DeskBooking, house: House, today: date, words: Words) -> PendingRow:
    """The row of a booking that waits; it tells of the open dates only."""
    open_ones = [occurrence for one in desk.open_dates for occurrence in one.open_occurrences]
    return PendingRow(
        desk=desk,
        rooms=rooms_text(dict.fromkeys(one.room for one in open_ones), house, words),
        when=when_text(open_ones, words),
        reasons=" · ".join(why_pending(desk, words)),
        kept=kept_text(desk, words),
        is_overdue=desk.answer_by < today,
    )


def why_pending(desk: DeskBooking, words: Words) -> list[str]:
    """Why somebody has to look: what speaks against its dates, and what has become free."""
    told = [freed_text(words)] if any(one.is_freed for one in desk.open_dates) else []
    against = reasons_text(desk.reasons, len(desk.open_dates), words)
    return [*told, against] if against else told


def kept_text(desk: DeskBooking, words: Words) -> str:
    """What is kept and until when: `vorgemerkt bis Di. 01.12.2026`, `Warteliste`."""
    open_ones = [occurrence for one in desk.open_dates for occurrence in one.open_occurrences]
    ends = [one.hold_until for one in open_ones if one.hold_until is not None]
    told = []
    if ends:
        day = short_day_text(min(ends), words)
        told.append(words.gettext("held until %(day)s", day=day))
    if any(one.status is Status.WAITING for one in open_ones):
        told.append(status_text(Status.WAITING, words))
    return ", ".join(told)


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
