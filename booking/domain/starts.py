"""When a use of some length can begin: on the grid of the house, within the opening hours."""

from collections.abc import Iterator

from booking.domain.house import House
from booking.domain.rooms import Room
from calendars.wallclock import END_OF_DAY, MIDNIGHT, ClockTime


def find_starts(
    house: House,
    room: Room,
    weekday: int,
    minutes: int,
    earliest: ClockTime = MIDNIGHT,
    latest: ClockTime = END_OF_DAY,
) -> Iterator[ClockTime]:
    """All begins of a use of so many minutes in this room on a weekday (0 for Monday), in
    order; none begins before `earliest` or ends after `latest`."""
    grid = house.booking_grid_minutes
    for stretch in house.hours_of(room).on(weekday):
        begin = max(stretch.begin, earliest).minutes
        end = min(stretch.end, latest).minutes
        first_on_grid = -(-begin // grid) * grid
        for minute in range(first_on_grid, end - minutes + 1, grid):
            yield ClockTime(minute)
