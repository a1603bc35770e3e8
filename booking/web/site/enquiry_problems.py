"""The dates that the chosen room cannot be had on: what can be done instead for each of them,
and one room for many of them at once."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from booking.domain.candidates import Candidate
from booking.domain.enquiries import Enquiry
from booking.domain.verdicts import DateVerdict, Verdict
from booking.services.alternatives import find_other_times
from booking.services.enquiries import RankedRoom
from booking.web.site.checking import sentences_of
from booking.web.site.enquiry_choices import Option
from booking.web.site.enquiry_visit import Visit
from booking.web.site.enquiry_wish import CHOICE, LEFT_OUT, WAITS, Wish, choice_value
from booking.words.catalogue import Words
from booking.words.places import place_text

MOST_ROOMS = 3
"""So many other rooms are offered for one date, and for many dates at once."""

Places = Mapping[date, Candidate]
"""Where one room is free, by the day."""


@dataclass(frozen=True, slots=True)
class ProblemDate:
    """A date that cannot be had as wished, and what can be done instead."""

    day: date
    verdict: DateVerdict
    sentences: tuple[str, ...]
    field: str
    options: tuple[Option, ...]
    """None if there is nothing to choose."""
    chosen: str

    @property
    def chosen_text(self) -> str:
        """What was chosen instead; empty if it is left out."""
        return "" if self.chosen == LEFT_OUT else dict(self.options)[self.chosen]


@dataclass(frozen=True, slots=True)
class OtherRoom:
    """A room that many of these dates could go to at once."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Problems:
    """What the page tells of them."""

    dates: tuple[ProblemDate, ...]
    rooms: tuple[OtherRoom, ...]

    @property
    def left_out(self) -> int:
        """For how many nothing else was chosen."""
        return sum(not one.chosen_text for one in self.dates)

    @property
    def settled(self) -> int:
        """For how many something else was chosen."""
        return len(self.dates) - self.left_out


def problems_of(
    visit: Visit, wish: Wish, enquiry: Enquiry, shown: RankedRoom, ranked: Sequence[RankedRoom]
) -> Problems:
    """The dates on which the shown room cannot be had, in order, and their ways out."""
    dates = [one for one in shown.verdict.dates if not one.is_bookable]
    if not dates:
        return Problems((), ())
    free = free_elsewhere(shown, ranked)
    days = [one.day for one in dates]
    times = find_other_times(visit.books, visit.person, enquiry, days, visit.now)
    told = []
    for one in dates:
        chosen = wish.chosen.get(one.day, LEFT_OUT)
        places = [*rooms_on(one.day, free, chosen), *times.get(one.day, ())]
        told.append(problem_date(visit, one, places, chosen))
    left = {one.day for one in told if not one.chosen_text}
    return Problems(tuple(told), other_rooms(free, left, visit.words))


def free_elsewhere(shown: RankedRoom, ranked: Sequence[RankedRoom]) -> list[Places]:
    """Where each other room that suits is free, without an "if", at the time of the problem
    dates; the rooms that are free most often stand first, then those nearest in size."""
    days = {one.day for one in shown.verdict.dates if not one.is_bookable}
    size = shown.room.largest_capacity
    others = [one for one in ranked if one.suits and one.room != shown.room]
    found: list[Places] = [
        {
            one.day: one.candidates[0]
            for one in other.verdict.dates
            if one.day in days and one.verdict is Verdict.FREE
        }
        for other in sorted(others, key=lambda one: abs(one.room.largest_capacity - size))
    ]
    return sorted(filter(None, found), key=len, reverse=True)


def rooms_on(day: date, free: Sequence[Places], chosen: str) -> list[Candidate]:
    """The first rooms that are free on that day, and the chosen one wherever it stands."""
    places = [room[day] for room in free if day in room]
    return [
        place
        for number, place in enumerate(places)
        if number < MOST_ROOMS or value_of(place) == chosen
    ]


def problem_date(
    visit: Visit, one: DateVerdict, places: Sequence[Candidate], chosen: str
) -> ProblemDate:
    """One of them with its ways out."""
    words = visit.words
    options = [(value_of(place), place_text(place, words)) for place in places]
    if one.can_wait:
        options.append((WAITS, words.gettext("Wait, in case it becomes free")))
    return ProblemDate(
        day=one.day,
        verdict=one,
        sentences=sentences_of(one, visit.house, words),
        field=field_of(one.day),
        options=((LEFT_OUT, words.gettext("Leave it out")), *options) if options else (),
        chosen=chosen if chosen in dict(options) else LEFT_OUT,
    )


def other_rooms(free: Sequence[Places], left: Set[date], words: Words) -> tuple[OtherRoom, ...]:
    """The rooms that are free on more than one of the dates that are left out so far."""
    rooms = [(next(iter(places.values())).room, len(left & places.keys())) for places in free]
    rooms.sort(key=lambda one: one[1], reverse=True)
    return tuple(
        OtherRoom(room.slug, room.name_in(words.language), count)
        for room, count in rooms[:MOST_ROOMS]
        if count > 1
    )


def all_to(slug: str, shown: RankedRoom, ranked: Sequence[RankedRoom]) -> dict[str, tuple[str]]:
    """The answers that send these dates to one room, wherever it is free."""
    return {
        field_of(day): (value_of(place),)
        for places in free_elsewhere(shown, ranked)
        for day, place in places.items()
        if place.room.slug == slug
    }


def field_of(day: date) -> str:
    """The name of the field about one date."""
    return f"{CHOICE}{day.isoformat()}"


def value_of(place: Candidate) -> str:
    """Another place, as its field sends it."""
    return choice_value(place.room.slug, place.begin, place.end)
