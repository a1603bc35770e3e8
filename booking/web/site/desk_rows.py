"""Bookings and dates as the pages of staff show them, in the language of the person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from booking.domain.bookings import Booking
from booking.domain.claimants import in_order_of_claims
from booking.domain.desk_dates import DeskDate
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.proposals import Proposal, Side
from booking.domain.rules import Finding, Rule
from booking.domain.statuses import Status
from booking.web.site.decision_form import field_of
from booking.words.catalogue import Words
from booking.words.dates import list_text, short_day_text, span_text
from booking.words.desk import note_text, when_text

_TOLD_BY_RIVALS = frozenset({Rule.TAKEN, Rule.ASKED_FOR})


@dataclass(frozen=True, slots=True)
class SettledRow:
    """An answered booking in a few words."""

    booking: Booking
    rooms: str
    when: str
    counts: Mapping[Status, int]
    """How many dates stand where."""


@dataclass(frozen=True, slots=True)
class ProposedPlace:
    """Another place for a date, in words, and the last day on which it can be accepted."""

    text: str
    open_until: date


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
    proposals: tuple[ProposedPlace, ...]
    """Where the house proposed to go instead."""
    kinds: tuple[str, ...] = ()
    """The kind of group of each rival, by which the house orders them; empty if not known."""

    @property
    def is_only_held(self) -> bool:
        """Whether what is in the way is only held for others, and may become free."""
        holding = {one.occurrence.status for one in self.rivals if one.occurrence.status.holds}
        return holding == {Status.HELD}

    def is_only_near(self, rival: Entry) -> bool:
        """Whether a rival is there at another time, and only setup or teardown is in the way."""
        used = (one.period for one in self.date.open_occurrences)
        return not any(rival.occurrence.period.overlaps(one) for one in used)


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
    ordered = in_order_of_claims(
        house,
        (rivals[number] for number in sorted(one.rivals) if number in rivals),
        lambda entry: entry.user_group,
    )
    known = house.user_groups
    return DateRow(
        date=one,
        field=field_of(one) if one.choices else "",
        rooms=rooms_text([occurrence.room for occurrence in one.occurrences], house, words),
        notes=notes_of(one.findings, words),
        rivals=ordered,
        proposals=tuple(
            ProposedPlace(place_text(proposal, house, words), proposal.open_until)
            for proposal in one.proposals
            if proposal.side is Side.HOUSE
        ),
        kinds=tuple(
            known[entry.user_group].in_language(words.language) if entry.user_group in known else ""
            for entry in ordered
        ),
    )


def place_text(place: Proposal, house: House, words: Words) -> str:
    """Where a date might go: `Di. 12.01.2027, 18:00–20:00, Saal A`."""
    room = rooms_text([place.room], house, words)
    return words.comma.join(
        [short_day_text(place.day, words), span_text(place.begin, place.end, words), room]
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
