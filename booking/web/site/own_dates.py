"""The dates of a booking as its association sees them: where each stands, what can be done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.house import House
from booking.domain.moves import is_movable
from booking.domain.offers import Lapsed
from booking.domain.proposals import Proposal, Side
from booking.domain.reasons import Why
from booking.domain.rooms import Room
from booking.domain.statuses import GIVEN_UP, Status
from booking.words.catalogue import Words
from booking.words.reasons import retold_reason


@dataclass(frozen=True, slots=True)
class OwnDate:
    """One date in one room."""

    occurrence: Occurrence
    room: str
    """The room's name in the language of the page."""
    is_over: bool
    leads: bool = True
    """Whether it stands for all rooms that are wanted together that day."""
    movable: bool = False
    proposal: Proposal | None = None
    """Another room or time that one side wants."""
    lapsed: Lapsed | None = None
    """What the house kept free for it until a day that has gone by."""

    @property
    def day(self) -> date:
        """The day in the house."""
        return self.occurrence.day

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.occurrence.status

    @property
    def can_be_given_up(self) -> bool:
        """Whether its association may still say that it does not take place."""
        return not self.is_over and self.status in GIVEN_UP

    @property
    def is_offered(self) -> bool:
        """Whether the house offers it, and waits for yes or no."""
        return self.occurrence.offered and not self.is_over

    @property
    def is_proposed_by_house(self) -> bool:
        """Whether the house wants it elsewhere, and waits for yes or no."""
        return self.proposal is not None and self.proposal.side is Side.HOUSE

    @property
    def waits_for_house(self) -> bool:
        """Whether the house has said nothing yet to a date that is to come."""
        was_answered = self.is_proposed_by_house or self.lapsed
        return self.status is Status.REQUESTED and not (self.is_over or was_answered)

    @property
    def can_be_changed(self) -> bool:
        """Whether its association may ask for another room or time."""
        return self.movable and self.leads and not self.is_offered

    @property
    def waits_for_us(self) -> bool:
        """Whether its association is asked for a yes or no."""
        return self.is_offered or self.is_proposed_by_house


def count_awaited(dates: Iterable[OwnDate]) -> int:
    """About how many dates to come the house still owes an answer."""
    open_states = (Status.REQUESTED, Status.HELD)
    awaited = (one for one in dates if one.status in open_states and not one.is_over)
    return count_dates(one for one in awaited if not (one.lapsed and one.lapsed.was_asked))


def count_dates(dates: Iterable[OwnDate]) -> int:
    """How many dates these are; rooms that are wanted together are one date."""
    return len({one.occurrence.position for one in dates})


def ends_as(dates: Collection[OwnDate]) -> Status:
    """The word for giving these dates up: confirmed ones are cancelled; as soon as one is
    only asked for, they are withdrawn."""
    are_confirmed = all(one.status is Status.CONFIRMED for one in dates)
    return Status.CANCELLED if are_confirmed else Status.WITHDRAWN


def own_dates(
    booking: Booking,
    house: House,
    now: datetime,
    language: str,
    proposals: Iterable[Proposal] = (),
    lapsed: Mapping[int, Lapsed] | None = None,
) -> tuple[OwnDate, ...]:
    """All dates of a booking, in order."""
    open_for = {one.occurrence_id: one for one in proposals}
    first_of: dict[int, int] = {}
    for one in booking.occurrences:
        first_of[one.position] = min(one.id, first_of.get(one.position, one.id))
    return tuple(
        OwnDate(
            one,
            room_name(house, one.room, language),
            one.period.end <= now,
            one.id == first_of[one.position],
            is_movable(one, now),
            open_for.get(one.id),
            (lapsed or {}).get(one.id),
        )
        for one in sorted(booking.occurrences, key=lambda one: (one.period.begin, one.position))
    )


@dataclass(frozen=True, slots=True)
class Fallen:
    """Dates that the house let fall for one reason."""

    status: Status
    sentence: str
    """The usual reason in the language of the page; may be empty."""
    written: str
    """What staff wrote freely; may be empty."""
    days: tuple[date, ...]


def fallen_dates(
    dates: Iterable[OwnDate], whys: Mapping[int, Why], written_in: str, words: Words
) -> list[Fallen]:
    """The reasons that the house gave, each with its days."""
    found: dict[tuple[Status, str, str], dict[date, None]] = {}
    for one in dates:
        if why := whys.get(one.occurrence.id):
            key = (one.status, *retold_reason(why, written_in, words))
            found.setdefault(key, {})[one.day] = None
    return [Fallen(*key, tuple(days)) for key, days in found.items()]


def rooms_with_rules(dates: Iterable[OwnDate], house: House) -> tuple[Room, ...]:
    """The rooms of the dates that stand, as far as they have rules of their own."""
    standing = (one.occurrence.room for one in dates if one.can_be_given_up)
    rooms = dict.fromkeys(house.find_room(slug) for slug in standing)
    return tuple(room for room in rooms if room and room.rules)


def room_name(house: House, slug: str, language: str) -> str:
    """What a room is called; one that the house no longer has keeps its short name."""
    room = house.find_room(slug)
    return room.name_in(language) if room else slug
