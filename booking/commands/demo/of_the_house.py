"""What the house itself has planned in the demo: an event, a repair, a closure with a date that
somebody still has to decide about."""

from dataclasses import replace
from datetime import timedelta

from booking.commands.demo.desk import Desk
from booking.commands.demo.wishes import SAT, THU, TUE, Wish
from booking.domain.bookings import BookingKind
from booking.domain.closing import Closing, Fate
from booking.domain.enquiries import Group
from booking.services.closures import close, look_at_hits
from booking.services.entering import Entry, enter

PLANNED = 1
"""So many days ago all of it was entered."""


def of_house(desk: Desk, wish: Wish, kind: BookingKind, weeks: int) -> None:
    """Entered by staff for the house itself, on the first free day from that week on."""
    house = desk.books.house
    own = replace(wish, group=Group(house.name, desk.staff.name, "", house.contact.phone))
    day = desk.get_day(own, weeks, asked=PLANNED)
    entry = Entry(replace(desk.here(own).on(day), kind=kind), frozenset({day}))
    enter(desk.books, desk.staff, entry, desk.moment(PLANNED), key=wish.title)


NOBODY = Group("", "", "")
OPEN_DAY = Wish(NOBODY, "Tag der offenen Tür", "foyer", SAT, "11:00-16:00", "veranstaltung", 60)
HEATING = Wish(NOBODY, "Heizung warten", "musikraum", TUE, "09:00-11:00", "treffen", None)


def open_day(desk: Desk) -> None:
    """Everybody is invited."""
    of_house(desk, OPEN_DAY, BookingKind.HOUSE, 5)


def maintenance(desk: Desk) -> None:
    """Nobody comes, but the room is not to be had."""
    of_house(desk, HEATING, BookingKind.MAINTENANCE, 2)


def closure(desk: Desk) -> None:
    """The kiln is checked for three days; what is hit waits for a decision."""
    first = desk.day_in(11, THU)
    reason = {"de": "Der Brennofen wird geprüft", "en": "The kiln is being checked"}
    closing = Closing(first, first + timedelta(days=2), reason, ("toepferwerkstatt",))
    at = desk.moment(PLANNED)
    hits = look_at_hits(desk.books, desk.staff, closing, at)
    fates = {one.occurrence.id: Fate.LATER for one in hits}
    close(desk.books, desk.staff, closing, fates, "", "demo", at)


OF_THE_HOUSE = ((PLANNED, open_day), (PLANNED, maintenance), (PLANNED, closure))
"""With the number of days since each was entered."""
