"""What else could be had for a date that is taken: another time, or another room.

Another time that day in the room that was asked for, the nearest start first; another
room at the time that was asked for, the nearest in size first. Each is free without an
"if": nobody holds it, nobody else asks for it, no rule is against it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from booking.domain.candidates import Candidate, plan_candidate
from booking.domain.enquiries import Enquiry
from booking.domain.held_spans import NOTHING_HELD, HeldSpans
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.rooms import Room
from booking.domain.rules import UNCLAIMED, Case, find_findings
from booking.domain.starts import find_starts
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


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One search for alternatives, with all that the rules want to know."""

    enquiry: Enquiry
    house: House
    asker: Person
    claimed: Mapping[str, HeldSpans]
    """What is held or asked for, by the rooms' slugs."""
    now: datetime

    def on(self, day: date) -> tuple[Candidate, ...]:
        """First the other times, then the other rooms. Of rooms wanted together each has its
        own candidate at each other time; they have no other rooms, for who needs hall and
        kitchen is not helped by half of it."""
        times = islice(self._other_times(day), MOST_OF_EACH)
        rooms = islice(self._other_rooms(day), MOST_OF_EACH)
        return (*(candidate for places in times for candidate in places), *rooms)

    def _other_times(self, day: date) -> Iterator[tuple[Candidate, ...]]:
        rooms = tuple(self.house.get_room(slug) for slug in self.enquiry.rooms)
        wanted, minutes = self.enquiry.begin.minutes, self._minutes
        starts = find_starts(self.house, rooms[0], day.weekday(), minutes)
        for begin in sorted(starts, key=lambda start: (abs(start.minutes - wanted), start)):
            places = tuple(self._candidate(room, day, begin) for room in rooms)
            if begin != self.enquiry.begin and all(
                self._can_be_had(place, rooms) for place in places
            ):
                yield places

    def _other_rooms(self, day: date) -> Iterator[Candidate]:
        if len(self.enquiry.rooms) != 1:
            return
        wanted = self.house.get_room(self.enquiry.rooms[0])
        others = [room for room in self.house.public_rooms if room != wanted]
        for room in sorted(others, key=lambda room: abs(self._size(room) - self._size(wanted))):
            candidate = self._candidate(room, day, self.enquiry.begin)
            if self._can_be_had(candidate, (room,)):
                yield candidate

    def _can_be_had(self, candidate: Candidate, together: tuple[Room, ...]) -> bool:
        occupied = candidate.occupied
        claimed = self.claimed.get(candidate.room.slug, NOTHING_HELD)
        if occupied is None or not claimed.leave_free(occupied):
            return False
        case = Case(
            candidate=candidate,
            house=self.house,
            claims=UNCLAIMED,
            now=self.now,
            asked_at=self.now,
            asker=self.asker,
            persons=self.enquiry.persons,
            seating=self.enquiry.seating,
            activity=self.enquiry.activity,
            heeds_school_holidays=self.enquiry.heeds_school_holidays,
            together=together,
        )
        return not blocking_rules(find_findings(case))

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
    def _minutes(self) -> int:
        return self.enquiry.end.minutes - self.enquiry.begin.minutes

    def _size(self, room: Room) -> int:
        return room.capacity.get(self.enquiry.seating or "", room.largest_capacity)
