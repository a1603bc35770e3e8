"""Series that end soon, by what their groups answered, and dates to which nobody came."""

from dataclasses import replace

from booking.commands.demo.associations import AMAL, CHOIR, DJEMBE, KALYNA
from booking.commands.demo.desk import WEEK, Desk, association_of
from booking.commands.demo.wishes import FRI, THU, WED, Wish, until
from booking.domain.bookings import Booking, Occurrence
from booking.domain.people import Person, Standing
from booking.domain.renewals import RenewalAnswer
from booking.services.missed_dates import ask_group, we_were_there
from booking.services.no_shows import report
from booking.services.renewals import answer_renewal

BEGAN = 12
"""So many weeks ago the series began."""
ASKED = 7 * BEGAN + 30
VOICES = Wish(CHOIR, "Stimmbildung", "musikraum", WED, "17:00-18:30", "gesang", 12, "circle")
CHILDREN = Wish(DJEMBE, "Trommeln für Kinder", "musikraum", FRI, "16:00-17:30", "trommeln", 12)
SEWING = Wish(AMAL, "Nähcafé", "seminar-1", THU, "10:00-12:00", "treffen", 10, "tables")
READING = Wish(KALYNA, "Читаємо разом", "seminar-1", WED, "16:00-17:30", "treffen", 8, "tables")
ENDING = (
    (VOICES, 3, RenewalAnswer.ON),
    (CHILDREN, 4, None),
    (SEWING, 5, RenewalAnswer.CHANGE),
    (READING, 2, RenewalAnswer.STOP),
)
"""With the number of weeks until each ends, and what its group has answered."""


def ending_series(desk: Desk) -> None:
    """One goes on as before and is clear, one has not answered, one changes, one ends."""
    for wish, weeks, answer in ENDING:
        first = desk.day_in(-BEGAN, wish.weekday)
        series = until(first, 7 * (BEGAN + weeks))
        booking = desk.confirm(desk.ask(wish, first, ASKED, series))
        if answer:
            group = association_of(booking)
            answer_renewal(desk.books, group, booking.reference, answer, desk.moment(1))


def nobody_came(desk: Desk) -> None:
    """Twice in the same series: about the earlier date the group was asked, and says that it
    was there."""
    wish = replace(SEWING, title="Teestube", time="13:00-15:00")
    first = desk.day_in(-4, wish.weekday)
    booking = desk.confirm(desk.ask(wish, first, ASKED, until(first, 70)))
    over = [one for one in booking.occurrences if one.day < desk.today - WEEK / 7]
    for one in over[:2]:
        missed(desk, one)
    if over:
        disputed(desk, booking, over[0])


def missed(desk: Desk, one: Occurrence) -> None:
    """The caretaker looked in while it should have been going on."""
    caretaker = Person(Standing.CARETAKER, name="Horst Muster")
    report(desk.books, caretaker, one.id, one.period.begin + (one.period.duration / 2))


def disputed(desk: Desk, booking: Booking, one: Occurrence) -> None:
    """Staff ask the next day, the group answers the day after."""
    day = WEEK / 7
    ask_group(desk.books, desk.staff, one.id, one.period.end + day)
    group = association_of(booking)
    we_were_there(desk.books, group, booking.reference, one.id, one.period.end + 2 * day)
