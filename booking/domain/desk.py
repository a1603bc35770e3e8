"""What lies on the desk of staff: bookings whose dates are weighed, one by one.

Only open dates are weighed; what is answered stays answered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from booking.domain.answers import answer_by
from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import find_booking_findings
from booking.domain.desk_dates import DeskDate
from booking.domain.house import House
from booking.domain.rules import Claims, Rule
from booking.domain.rules.case import NEVER_OVERRULED, UNCLAIMED
from booking.domain.verdicts import blocking_rules


class Pile(StrEnum):
    """Where on the desk a booking lies."""

    CLEAR = "clear"
    """Whatever is open today is free, nobody else asked, no rule warns: one click confirms it."""
    TO_DECIDE = "to_decide"
    """Somebody has to look."""
    KEPT = "kept"
    """Everything is held, or waits for a room that others have: nothing to do today."""


@dataclass(frozen=True, slots=True)
class DeskBooking:
    """A booking on the desk."""

    booking: Booking
    answer_by: date
    """The last day on which the house keeps its promise to answer."""
    dates: tuple[DeskDate, ...]

    @property
    def open_dates(self) -> tuple[DeskDate, ...]:
        """The dates that somebody still has to decide about."""
        return tuple(one for one in self.dates if one.is_open)

    @property
    def pile(self) -> Pile:
        """Where it lies on the desk."""
        pressing = [one for one in self.open_dates if not one.is_kept]
        if not pressing:
            return Pile.KEPT
        return Pile.CLEAR if all(one.is_clear for one in pressing) else Pile.TO_DECIDE

    @property
    def free_ids(self) -> tuple[int, ...]:
        """The ids of the requested dates that nobody else holds or wants."""
        return tuple(
            occurrence.id
            for one in self.open_dates
            if one.preset
            for occurrence in one.open_occurrences
        )

    @property
    def open_ids(self) -> tuple[int, ...]:
        """The ids of all dates that somebody still has to decide about."""
        return tuple(
            occurrence.id for one in self.open_dates for occurrence in one.open_occurrences
        )

    @property
    def reasons(self) -> Mapping[Rule, int]:
        """Why it is not clear: each rule with the number of dates it speaks against."""
        return Counter(
            rule
            for one in self.open_dates
            for rule in dict.fromkeys(finding.rule for finding in one.findings)
        )

    @property
    def can_overrule(self) -> tuple[Rule, ...]:
        """The rules that stop one of its dates and that staff may set aside."""
        stopping = {rule for one in self.open_dates for rule in blocking_rules(one.findings)}
        return tuple(rule for rule in Rule if rule in stopping - NEVER_OVERRULED)


def lay_on_desk(
    booking: Booking, claims: Mapping[int, Claims], house: House, now: datetime
) -> DeskBooking:
    """A booking with its open dates weighed; `claims` go by the dates' ids."""
    own = frozenset(one.id for one in booking.occurrences)
    rooms_of: dict[int, list[Occurrence]] = {}
    for one in booking.occurrences:
        rooms_of.setdefault(one.position, []).append(one)
    return DeskBooking(
        booking,
        answer_by(house, booking.received_at, booking.first_open_day),
        tuple(
            weigh(
                booking, rooms, {one.id: claims_of(one, claims, own) for one in rooms}, house, now
            )
            for _, rooms in sorted(rooms_of.items())
        ),
    )


def claims_of(one: Occurrence, claims: Mapping[int, Claims], own: frozenset[int]) -> Claims:
    """What others have on a date: a booking is never in its own way."""
    found = claims.get(one.id, UNCLAIMED)
    return Claims(found.held_by - own, found.asked_by - own)


def weigh(
    booking: Booking,
    rooms: Iterable[Occurrence],
    claims: Mapping[int, Claims],
    house: House,
    now: datetime,
) -> DeskDate:
    """One date in all its rooms, with what stands against those that are open."""
    occurrences = tuple(rooms)
    open_ones = [one for one in occurrences if one.status.is_open]
    return DeskDate(
        occurrences,
        tuple(
            finding
            for one in open_ones
            for finding in find_booking_findings(booking, one, house, claims[one.id], now)
        ),
        frozenset(
            rival for one in open_ones for rival in claims[one.id].held_by | claims[one.id].asked_by
        ),
    )
