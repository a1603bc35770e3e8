"""What caretakers have to see to today: dates that came, went and moved since yesterday."""

from dataclasses import replace
from datetime import timedelta

from booking.commands.demo.associations import ADRIA, DANZA, KALYNA
from booking.commands.demo.desk import Desk, NoSuchDay, ids_of
from booking.commands.demo.wishes import Wish
from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation, Decision
from booking.domain.moves import Target
from booking.domain.problem_reports import Report
from booking.services import decisions, moves
from booking.services.particulars import Particulars, change_particulars
from booking.services.problems import report_problem
from calendars.wallclock import ClockTime

ASKED = 12
LAST_NIGHT = timedelta(hours=11)
"""After ten in the morning."""
PARENTS = Wish(KALYNA, "Elterntreff", "saal-b", 0, "19:30-21:00", "treffen", 22, "tables")
SEWING = Wish(DANZA, "Kostüme nähen", "bewegungsraum", 0, "12:00-14:00", "treffen", 14)
MEETING = Wish(
    ADRIA,
    "Planung Sommerfest",
    "saal-a",
    0,
    "11:00-12:00",
    "treffen",
    18,
    "circle",
    notes="Bitte Beamer und Leinwand bereitstellen.",
)
LATER = Target(begin=ClockTime.parse("12:30"), end=ClockTime.parse("13:30"))


def changes_of_today(desk: Desk) -> None:
    """Last night one date was confirmed, one cancelled and one moved; where the
    house is closed today, it is the same day next week."""
    parents, sewing, meeting = (wanted_today(desk, one) for one in (PARENTS, SEWING, MEETING))
    for booking in (sewing, meeting):
        desk.confirm(booking)
    books, staff, at = desk.books, desk.staff, desk.moment(1) + LAST_NIGHT
    decisions.decide(books, staff, parents.reference, Decision(confirm=ids_of(parents)), at)
    given_up = Cancellation(reason="Die Gruppe hat angerufen: zu viele sind krank.")
    decisions.cancel(books, staff, sewing.reference, given_up, at)
    moving = moves.Moving(meeting.occurrences[0].id, LATER)
    moved = moves.move(books, staff, meeting.reference, moving, at).booking
    more = replace(Particulars.of(moved), persons=30)
    change_particulars(books, staff, moved.reference, more, moved.version, at)


def wanted_today(desk: Desk, wish: Wish) -> Booking:
    """Asked for some days ago, for today; if the house is never open then on such a day of
    the week, for the next one on which it is."""
    for ahead in range(7):
        weeks, weekday = divmod(desk.today.weekday() + ahead, 7)
        near = replace(wish, weekday=weekday)
        try:
            return desk.ask(near, desk.get_day(near, weeks, ASKED), ASKED)
        except NoSuchDay:
            continue
    raise NoSuchDay(wish.title)


def broken_chairs(desk: Desk) -> None:
    """Found this morning, or at least last night."""
    report = Report("demo-report-1", "Saal B: Zwei Stühle sind kaputt, sie stehen im Lager.")
    report_problem(desk.books, desk.staff, report, desk.moment(1) + LAST_NIGHT)
