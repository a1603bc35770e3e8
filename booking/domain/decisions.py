"""What staff decide about a booking's dates, and what its association gives up."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from booking.domain.bookings import Booking, Occurrence
from booking.domain.candidates import Candidate
from booking.domain.house import House
from booking.domain.people import THE_HOUSE, VISITOR
from booking.domain.reasons import Reason
from booking.domain.refusals import BadInput
from booking.domain.rooms import Room
from booking.domain.rules import Asking, Claims, Finding, Rule, Severity, find_findings_of_wish
from booking.domain.rules.case import NEVER_OVERRULED, UNCLAIMED
from booking.domain.statuses import GIVEN_UP, HOLDING, OPEN, Status
from booking.domain.verdicts import blocking_rules

FREE: Literal["free"] = "free"
"""Every date that nobody else holds, those asked for by others included."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which dates are confirmed, held, declined. No date may stand twice."""

    confirm: frozenset[int] | Literal["free"] = frozenset()
    hold: frozenset[int] = frozenset()
    decline: frozenset[int] = frozenset()
    hold_until: date | None = None
    """The last day of the hold; without it the house's usual time."""
    reason: str = ""
    because: Reason | None = None
    """The usual reason that `reason` begins with, if one was chosen."""
    overrule: frozenset[Rule] = frozenset()
    version: int | None = None
    """The version of the booking that was decided on, if the sender cares."""

    def __post_init__(self) -> None:
        named = [self.hold, self.decline]
        if self.confirm != FREE:
            named.append(frozenset(self.confirm))
        if sum(map(len, named)) != len(frozenset().union(*named)):
            raise BadInput("/confirm", "date_decided_twice")
        if self.overrule & NEVER_OVERRULED:
            raise BadInput("/overrule", "never_overruled")

    def confirmed_of(self, booking: Booking) -> frozenset[int]:
        """The ids that shall be confirmed. "Free" leaves out the dates of which one room is
        held or declined by name: the rooms of a date go together."""
        if self.confirm != FREE:
            return frozenset(self.confirm)
        named = self.hold | self.decline
        decided = {one.position for one in booking.occurrences if one.id in named}
        return frozenset(
            one.id
            for one in booking.occurrences
            if one.status in (Status.REQUESTED, Status.HELD) and one.position not in decided
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A date that could not be confirmed or held, and why."""

    occurrence: Occurrence
    findings: tuple[Finding, ...]
    held_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Which dates are given up: those named, or all; from a day on, or all of them."""

    occurrences: frozenset[int] | None = None
    since: date | None = None
    reason: str = ""


def require_own(booking: Booking, ids: Iterable[int], pointer: str) -> None:
    """Raise `BadInput` if an id is not one of this booking's dates."""
    unknown = set(ids) - {one.id for one in booking.occurrences}
    if unknown:
        raise BadInput(pointer, "unknown_occurrence", occurrence=min(unknown))


def together(booking: Booking, ids: Collection[int]) -> tuple[Occurrence, ...]:
    """The named dates with the rooms that go with them: all rooms of a date, or none."""
    positions = {one.position for one in booking.occurrences if one.id in ids}
    return tuple(
        one
        for one in booking.occurrences
        if one.id in ids or (one.position in positions and one.status.is_open)
    )


def usual_hold_end(house: House, held: Iterable[Occurrence], today: date) -> date:
    """How long dates are held if nobody names a day: as long as the house says, but only until
    the day before the first of them; today at the least."""
    eves = [one.day - timedelta(days=1) for one in held]
    return max(min([today + house.hold, *eves]), today)


def given_up(booking: Booking, cancellation: Cancellation, now: datetime) -> tuple[Occurrence, ...]:
    """The dates that a cancellation ends. Those that are over, or ended already, stay."""
    named = cancellation.occurrences
    return tuple(
        one
        for one in booking.occurrences
        if (named is None or one.id in named)
        and (cancellation.since is None or one.day >= cancellation.since)
        and one.period.end > now
        and one.status in GIVEN_UP
    )


def confirmed_ahead(booking: Booking, now: datetime) -> tuple[Occurrence, ...]:
    """The confirmed dates that are not over: those that staff can still let fall."""
    return tuple(
        one
        for one in booking.occurrences
        if one.status is Status.CONFIRMED and one.period.end > now
    )


def candidate_of(occurrence: Occurrence, house: House) -> Candidate | None:
    """A stored date as the rules look at it; None if its room is no longer in the house."""
    room = house.find_room(occurrence.room)
    if room is None:
        return None
    return Candidate(
        position=occurrence.position,
        room=room,
        day=occurrence.day,
        begin=occurrence.begin,
        end=occurrence.end,
        setup=occurrence.setup,
        teardown=occurrence.teardown,
        spaces=occurrence.spaces,
        period=occurrence.period,
    )


def rooms_together(
    booking: Booking, house: House, places: Mapping[int, Candidate]
) -> Mapping[int, tuple[Room, ...]]:
    """The rooms that each date has together, by its position: first those of the `places`
    where its parts (by id) are or might be, then those that it has or asks for beside them."""
    weighed: dict[int, tuple[Room, ...]] = {}
    beside: dict[int, tuple[Room, ...]] = {}
    for one in booking.occurrences:
        if one.id in places:
            weighed[one.position] = (*weighed.get(one.position, ()), places[one.id].room)
        elif one.status in HOLDING | OPEN and (room := house.find_room(one.room)):
            beside[one.position] = (*beside.get(one.position, ()), room)
    return {position: rooms + beside.get(position, ()) for position, rooms in weighed.items()}


def asking_of(
    booking: Booking, house: House, now: datetime, together: tuple[Room, ...] = ()
) -> Asking:
    """What the rules want to know of a booking, for all its dates with these rooms."""
    return Asking(
        house=house,
        now=now,
        asked_at=booking.received_at,
        asker=THE_HOUSE if booking.entered_by_staff else VISITOR,
        persons=booking.persons,
        seating=booking.seating,
        activity=booking.activity,
        heeds_school_holidays=booking.heeds_school_holidays,
        together=together,
    )


def find_findings_of_places(
    booking: Booking,
    places: Mapping[int, Candidate],
    house: House,
    claims: Mapping[int, Claims],
    now: datetime,
) -> dict[int, tuple[Finding, ...]]:
    """What the house says of some dates of a booking where they are, or where they might be;
    places, claims and the answers go by the dates' ids."""
    rooms_of = rooms_together(booking, house, places)
    alike: dict[tuple[Room, ...], list[int]] = {}
    for number, place in places.items():
        alike.setdefault(rooms_of[place.position], []).append(number)
    found: dict[int, tuple[Finding, ...]] = {}
    for rooms, numbers in alike.items():
        asking = asking_of(booking, house, now, rooms)
        weighed = [(places[number], claims.get(number, UNCLAIMED)) for number in numbers]
        found |= zip(numbers, find_findings_of_wish(asking, weighed), strict=True)
    return found


def room_gone(occurrence: Occurrence) -> Finding:
    """What there is to say about a date whose room the house no longer has."""
    return Finding(Rule.ROOM_RETIRED, Severity.BLOCK, occurrence.day, occurrence.room)


def find_booking_findings(
    booking: Booking,
    dates: Iterable[Occurrence],
    house: House,
    claims: Mapping[int, Claims],
    now: datetime,
) -> dict[int, tuple[Finding, ...]]:
    """What the house says about some stored dates today, by their ids."""
    places: dict[int, Candidate] = {}
    gone: dict[int, tuple[Finding, ...]] = {}
    for one in dates:
        if place := candidate_of(one, house):
            places[one.id] = place
        else:
            gone[one.id] = (room_gone(one),)
    return gone | find_findings_of_places(booking, places, house, claims, now)


def still_blocking(findings: Iterable[Finding], overruled: Collection[Rule]) -> frozenset[Rule]:
    """The rules that stop a date although staff overruled some."""
    return blocking_rules(findings) - frozenset(overruled)


def overruled_of(findings: Iterable[Finding], overruled: Collection[Rule]) -> list[Rule]:
    """The rules that would have stopped a date, had staff not overruled them."""
    return sorted(blocking_rules(findings) & frozenset(overruled))
