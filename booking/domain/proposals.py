"""Proposals: one side names another room or time for a date, the other accepts or not.

The date stays as it is until then. What the house proposes is kept free for the
group; what a group proposes holds nothing, like any other wish.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from booking.domain.bookings import Booking, Occurrence
from booking.domain.candidates import Candidate
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.moves import Target
from booking.domain.people import Person
from booking.domain.statuses import Status
from calendars.period import Period
from calendars.wallclock import ClockTime


class Side(StrEnum):
    """Who proposes; the other side answers."""

    HOUSE = "house"
    ASSOCIATION = "association"

    @classmethod
    def of(cls, person: Person) -> "Side":
        """The side a person stands on."""
        return cls.HOUSE if person.is_staff else cls.ASSOCIATION


class ProposalStatus(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Its date was changed otherwise."""
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where one date might go."""

    id: int
    occurrence_id: int
    side: Side
    status: ProposalStatus
    room: str
    day: date
    begin: ClockTime
    end: ClockTime
    period: Period
    spaces: frozenset[str]
    setup: timedelta
    teardown: timedelta
    open_until: date
    made_at: datetime

    def place(self, occurrence: Occurrence, house: House) -> Candidate | None:
        """The proposed place as the rules look at it; None if its room is gone."""
        room = house.find_room(self.room)
        if room is None:
            return None
        return Candidate(
            position=occurrence.position,
            room=room,
            day=self.day,
            begin=self.begin,
            end=self.end,
            setup=self.setup,
            teardown=self.teardown,
            spaces=self.spaces,
            period=self.period,
        )

    def as_entry(self, entry: Entry) -> Entry:
        """The line of a plan for what is kept free: the date as it would be there, held, and
        nothing about it for the public."""
        there = replace(
            entry.occurrence,
            room=self.room,
            day=self.day,
            begin=self.begin,
            end=self.end,
            period=self.period,
            spaces=self.spaces,
            setup=self.setup,
            teardown=self.teardown,
            status=Status.HELD,
            hold_until=self.open_until,
        )
        return replace(entry, occurrence=there, public_title=False)


def of_date(
    booking: Booking, proposals: Iterable[Proposal], occurrence: int
) -> tuple[Proposal, ...]:
    """Those for one date and for the rooms that go with it."""
    positions = {one.position for one in booking.occurrences if one.id == occurrence}
    together = {one.id for one in booking.occurrences if one.position in positions}
    return tuple(one for one in proposals if one.occurrence_id in together)


def is_asked_for(
    booking: Booking, proposals: Iterable[Proposal], occurrence: int, target: Target
) -> bool:
    """Whether a group has asked for this very place already."""
    return any(
        wish.side is Side.ASSOCIATION
        and wish.occurrence_id == one.id == occurrence
        and (wish.room, wish.day, wish.begin, wish.end)
        == (
            target.room or one.room,
            target.day or one.day,
            target.begin or one.begin,
            target.end or one.end,
        )
        for one in booking.occurrences
        for wish in proposals
    )


def new_pieces(place: Candidate, present: Iterable[Occurrence]) -> Mapping[str, tuple[Period, ...]]:
    """What a proposal needs beyond what its booking holds already, space by space."""
    occupied = place.occupied
    if occupied is None:
        return {}
    pieces: dict[str, tuple[Period, ...]] = dict.fromkeys(place.spaces, (occupied,))
    for one in present:
        if not one.status.holds:
            continue
        for space in place.spaces & one.spaces:
            pieces[space] = tuple(
                piece for part in pieces[space] for piece in part.minus(one.occupied)
            )
    return pieces
