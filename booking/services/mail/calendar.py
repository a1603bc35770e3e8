"""The calendar file that comes with a mail: the phone offers to add the dates.

Each date is the same event as in the feeds, by UID and sequence, so that one who has
both sees it once. Nobody is invited: there is no METHOD and no ATTENDEE.
"""

from collections.abc import Sequence

from booking.domain.bookings import Booking, Occurrence
from booking.domain.entries import Entry
from booking.domain.feeds import Profile
from booking.domain.house import House
from booking.services.feed_events import View, event_of
from calendars.writer import write_calendar


def dates_as_calendar(house: House, booking: Booking, dates: Sequence[Occurrence]) -> bytes:
    """These dates as their association may see them."""
    view = View(house, Profile.ASSOCIATION, rooms=house.rooms)
    events = [event_of(entry_of(booking, one), view) for one in dates]
    return write_calendar(house.name, house.timezone, events)


def entry_of(booking: Booking, occurrence: Occurrence) -> Entry:
    """One date with what its booking says about it."""
    return Entry(
        occurrence=occurrence,
        reference=booking.reference,
        association_id=booking.association_id,
        association=booking.association,
        title=booking.title,
        public_title=booking.public_title,
        activity=booking.activity,
        persons=booking.persons,
        seating=booking.seating,
        notes=booking.notes,
    )
