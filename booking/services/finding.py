"""Finding a time: where and when a weekly wish fits best."""

from datetime import datetime, timedelta

from booking.domain.candidates import get_room_for
from booking.domain.enquiries import LONGEST_EXTRA
from booking.domain.finding import WeeklySlot, find_slots, nearest
from booking.domain.people import Person
from booking.domain.weekly_wishes import WeeklyWish
from booking.services.books import Books
from booking.store.held_spans import find_held_spans
from calendars.wallclock import ClockTime

MOST_SLOTS = 20
"""So many are told; of more, nobody reads them."""


def find_best_slots(
    books: Books, person: Person, wish: WeeklyWish, now: datetime
) -> tuple[WeeklySlot, ...]:
    """The slots with the most free dates over the term, the best first. Raises `NotFound` for
    rooms this person may not know, `BadInput` for a duration in which the house lends no room."""
    return _find_slots(books, person, wish, now)[:MOST_SLOTS]


def find_nearest_slots(
    books: Books, person: Person, wish: WeeklyWish, weekday: int, begin: ClockTime, now: datetime
) -> tuple[WeeklySlot, ...]:
    """All slots, those that miss the fewest dates first, and among equals the nearest to a
    weekday and time. Raises as `find_best_slots` does."""
    return nearest(_find_slots(books, person, wish, now), weekday, begin)


def _find_slots(
    books: Books, person: Person, wish: WeeklyWish, now: datetime
) -> tuple[WeeklySlot, ...]:
    """All slots; the whole term is read once."""
    for slug in wish.rooms or ():
        get_room_for(books.house, person, slug)
    rooms = [room for room in books.house.rooms if wish.names(room)]
    term = books.house.wall_clock.days(wish.first, wish.until + timedelta(days=1))
    with books.reading(now) as ledger:
        house = ledger.house
        held = find_held_spans(ledger, rooms, term.widened(LONGEST_EXTRA, LONGEST_EXTRA))
    return find_slots(wish, house, person, held, now)
