"""What else could be had for a date that is taken: another time, or another room.

Another time that day in the room that was asked for, the nearest start first; another
room at the time that was asked for, the nearest in size first. Each is free without an
"if": nobody holds it, nobody else asks for it, no rule is against it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from booking.domain.candidates import Candidate, plan_candidate
from booking.domain.enquiries import Enquiry
from booking.domain.held_spans import NOTHING_HELD, HeldSpans
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.rooms import Room
from booking.domain.rules import Asking, Case, find_findings
from booking.domain.starts import find_starts
from booking.domain.suitable import find_suitable
from booking.domain.verdicts import EnquiryVerdict, Verdict, blocking_rules
from calendars.wallclock import ClockTime

MOST_DATES = 60
"""Only so many taken dates get alternatives: of more, nobody reads them."""
MOST_OF_EACH = 3
"""So many other times, and so many other rooms, are offered for one date."""


def find_taken_days(verdict: EnquiryVerdict) -> tuple[date, ...]:
    """The days for which alternatives are looked for, in order."""
    taken = [one.day for one in verdict.dates if one.verdict is Verdict.TAKEN]
    return tuple(taken[:MOST_DATES])


def find_rooms_in_question(enquiry: Enquiry, house: House) -> tuple[Room, ...]:
    """The rooms of which must be known what is held: those wanted, and all others on offer."""
    wanted = [house.get_room(slug) for slug in enquiry.rooms]
    return tuple(dict.fromkeys((*wanted, *house.public_rooms)))


APART = 30
"""Minutes between the times that are offered: a quarter of an hour more or less is no choice."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One search for alternatives, with all that the rules want to know."""

    enquiry: Enquiry
    house: House
    asker: Person
    claimed: Mapping[str, HeldSpans]
    """What is held or asked for, by the rooms' slugs."""
    now: datetime
    others: tuple[Room, ...] = field(init=False)
    """The other rooms that suit whatever the day: asked once, not for each date."""

    def __post_init__(self) -> None:
        wish, house = self.enquiry, self.house
        suitable = find_suitable(wish, house.public_rooms, house, self.asker, self.now)
        others = tuple(room for room in suitable if room.slug not in wish.rooms)
        object.__setattr__(self, "others", others)

    def on(self, day: date) -> tuple[Candidate, ...]:
        """First the other times, then the other rooms. Of rooms wanted together each has its
        own candidate at each other time; they have no other rooms, for who needs hall and
        kitchen is not helped by half of it."""
        return (*self.times_on(day), *islice(self._other_rooms(day), MOST_OF_EACH))

    def times_on(self, day: date) -> tuple[Candidate, ...]:
        """The other times alone."""
        return self._first_times(day, APART, APART)

    def after_a_no(self, day: date) -> tuple[Candidate, ...]:
        """What to name after a no: other times that do not overlap, then other rooms. Where the
        wish itself could be had the house did not want it, and no time overlaps it, either."""
        rooms, begin = self._wanted_rooms, self.enquiry.begin
        wanted = (self._candidate(room, day, begin) for room in rooms)
        could_be = all(self._can_be_had(place, rooms) for place in wanted)
        times = self._first_times(day, self._minutes if could_be else APART, self._minutes)
        return (*times, *islice(self._other_rooms(day), MOST_OF_EACH))

    def _first_times(self, day: date, from_wish: int, apart: int) -> tuple[Candidate, ...]:
        times = islice(self._other_times(day, from_wish, apart), MOST_OF_EACH)
        return tuple(candidate for places in times for candidate in places)

    def _other_times(
        self, day: date, from_wish: int, apart: int
    ) -> Iterator[tuple[Candidate, ...]]:
        """Times that begin so many minutes apart, from the wish and from one another."""
        rooms = self._wanted_rooms
        wanted, minutes = self.enquiry.begin.minutes, self._minutes
        starts = find_starts(self.house, rooms[0], day.weekday(), minutes)
        offered: list[int] = []
        for begin in sorted(starts, key=lambda start: (abs(start.minutes - wanted), start)):
            places = tuple(self._candidate(room, day, begin) for room in rooms)
            near = abs(begin.minutes - wanted) < from_wish or any(
                abs(begin.minutes - one) < apart for one in offered
            )
            if not near and all(self._can_be_had(place, rooms) for place in places):
                offered.append(begin.minutes)
                yield places

    def _other_rooms(self, day: date) -> Iterator[Candidate]:
        if len(self.enquiry.rooms) != 1:
            return
        wanted = self.house.get_room(self.enquiry.rooms[0])
        for room in sorted(
            self.others, key=lambda room: abs(self._size(room) - self._size(wanted))
        ):
            candidate = self._candidate(room, day, self.enquiry.begin)
            if self._can_be_had(candidate, (room,)):
                yield candidate

    def _can_be_had(self, candidate: Candidate, together: tuple[Room, ...]) -> bool:
        occupied = candidate.occupied
        claimed = self.claimed.get(candidate.room.slug, NOTHING_HELD)
        if occupied is None or not claimed.leave_free(occupied):
            return False
        asking = Asking(
            house=self.house,
            now=self.now,
            asked_at=self.now,
            asker=self.asker,
            persons=self.enquiry.persons,
            seating=self.enquiry.seating,
            activity=self.enquiry.activity,
            heeds_school_holidays=self.enquiry.heeds_school_holidays,
            together=together,
        )
        return not blocking_rules(find_findings(Case(candidate, asking)))

    def _candidate(self, room: Room, day: date, begin: ClockTime) -> Candidate:
        return plan_candidate(
            self.house,
            room,
            day,
            begin,
            ClockTime(begin.minutes + self._minutes),
            setup=self.enquiry.setup,
            teardown=self.enquiry.teardown,
        )

    @property
    def _wanted_rooms(self) -> tuple[Room, ...]:
        return tuple(self.house.get_room(slug) for slug in self.enquiry.rooms)

    @property
    def _minutes(self) -> int:
        return self.enquiry.end.minutes - self.enquiry.begin.minutes

    def _size(self, room: Room) -> int:
        return room.capacity.get(self.enquiry.seating or "", room.largest_capacity)
