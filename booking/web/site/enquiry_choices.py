"""What the selects of the enquiry form offer, in the language of the person."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.domain.house import House
from booking.domain.rooms import Room
from calendars.wallclock import ClockTime

Option = tuple[str, str]
"""The value that is sent, and the text that is read."""


@dataclass(frozen=True, slots=True)
class EnquiryChoices:
    """The answers that this house has; `rooms` are those that the person may know."""

    house: House
    room_list: tuple[Room, ...]
    language: str

    @property
    def rooms(self) -> list[Option]:
        """The rooms by name."""
        return [(room.slug, room.name_in(self.language)) for room in self.room_list]

    @property
    def activities(self) -> list[Option]:
        """What people come for."""
        return [
            (slug, names.in_language(self.language))
            for slug, names in self.house.activities.items()
        ]

    @property
    def seatings(self) -> list[Option]:
        """Ways to seat people."""
        return [
            (slug, names.in_language(self.language)) for slug, names in self.house.seatings.items()
        ]

    def times(self, *typed: str) -> list[Option]:
        """The steps of the grid from the first opening to the last closing of any day,
        and whatever else was typed, so that nothing typed is lost."""
        clocks = {*self._steps(), *_readable(typed)}
        return [(str(clock), str(clock)) for clock in sorted(clocks)]

    def name_of(self, options: Iterable[Option], value: str | None) -> str:
        """The text of an option, empty if none was chosen."""
        return dict(options).get(value or "", "")

    def _steps(self) -> list[ClockTime]:
        stretches = [
            stretch
            for room in self.room_list
            for weekday in range(7)
            for stretch in self.house.hours_of(room).on(weekday)
        ]
        if not stretches:
            return []
        first = min(begin.minutes for begin, _ in stretches)
        last = max(end.minutes for _, end in stretches)
        step = self.house.booking_grid_minutes
        return [ClockTime(minutes) for minutes in range(-(-first // step) * step, last + 1, step)]


def _readable(typed: Iterable[str]) -> list[ClockTime]:
    clocks = []
    for text in typed:
        try:
            clocks.append(ClockTime.parse(text.strip()))
        except ValueError:
            continue
    return clocks
