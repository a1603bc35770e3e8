"""Wishes that get in each other's way: what staff and associations are there to sort out."""

from datetime import timedelta

from booking.commands.demo.associations import AMAL, BREAKDANCE, DANZA, DJEMBE, GERMAN, KALYNA
from booking.commands.demo.desk import Desk
from booking.commands.demo.endings import ASKED as ENDED
from booking.commands.demo.endings import ending_series, nobody_came
from booking.commands.demo.programme import REHEARSAL
from booking.commands.demo.short_notice import ASKED, broken_chairs, changes_of_today
from booking.commands.demo.talks import ask_back, propose, talk
from booking.commands.demo.wishes import FRI, SAT, SUN, TUE, Wish, until
from booking.domain.enquiries import OnConflict
from booking.domain.verdicts import Verdict

WEDDING = Wish(AMAL, "حفل · Hochzeitsfeier", "saal", SAT, "15:00-22:00", "feier", 90, "tables")
THEATRE = Wish(KALYNA, "Театр · Theaterprobe", "saal-a", SUN, "11:00-15:00", "treffen", 25)
YOGA = Wish(DANZA, "Yoga für alle", "bewegungsraum", TUE, "18:00-19:30", "tanz", 18, "none")
CAMP = Wish(BREAKDANCE, "Tanzcamp", "bewegungsraum", FRI, "13:00-16:00", "tanz", 28, "none")
GAMES = Wish(GERMAN, "Spieleabend", "saal-b", FRI, "17:00-20:00", "treffen", 30, "tables")


def rivals(desk: Desk) -> None:
    """Two want the same evening, and nobody has answered either."""
    day = desk.get_day(WEDDING, 8, asked=4)
    desk.ask(WEDDING, day, asked=4)
    desk.ask(WEDDING.by(DJEMBE, "Jahresfest"), day, asked=2)


def overtaken(desk: Desk) -> None:
    """Asked for first, but somebody else's hall was confirmed meanwhile."""
    day = desk.get_day(THEATRE, 6, asked=4)
    desk.ask(THEATRE, day, asked=4)
    desk.confirm(desk.ask(THEATRE.by(DANZA, "Festa delle donne"), day, asked=3))


def new_series(desk: Desk) -> None:
    """A series that could be confirmed with one click."""
    first = desk.get_day(YOGA, 3, asked=1)
    desk.ask(YOGA, first, asked=1, series=until(first, 84))


def partly_taken_series(desk: Desk) -> None:
    """A series of which one date has gone to others since it was asked for; the house proposes
    another hall for it, and asks something."""
    first = desk.get_day(GAMES, 4, asked=3)
    booking = desk.ask(GAMES, first, asked=3, series=until(first, 70))
    third = booking.occurrences[min(2, len(booking.occurrences) - 1)]
    desk.confirm(desk.ask(GAMES.by(KALYNA, "Концерт · Konzert"), third.day, asked=2))
    ask_back(desk, booking, "Wie viele Tische brauchen Sie? In Saal B stehen zehn.")
    propose(desk, booking, third, "saal-a")


def waiting(desk: Desk) -> None:
    """The evening belongs to the choir; whoever else wants it waits for it."""
    wish = REHEARSAL.by(AMAL, "Gastchor aus Tunis")
    day = desk.get_day(wish, 3, asked=2, verdict=Verdict.TAKEN)
    desk.ask(wish, day, asked=2, on_conflict=OnConflict.WAIT)


def partly_cancelled_series(desk: Desk) -> None:
    """A course that was confirmed and ends early."""
    first = desk.get_day(CAMP, 2, asked=16)
    booking = desk.confirm(desk.ask(CAMP, first, asked=16, series=until(first, 56)))
    talk(desk, booking, "Bringen Sie eigene Matten mit?", "Ja, wir haben zwanzig. Danke!")
    since = first + timedelta(days=28)
    desk.give_up(desk.staff, booking, since, "Der Trainer zieht um.")


STORIES = (
    (ENDED, ending_series),
    (ENDED, nobody_came),
    (16, partly_cancelled_series),
    (ASKED, changes_of_today),
    (4, rivals),
    (4, overtaken),
    (3, partly_taken_series),
    (2, waiting),
    (1, new_series),
    (0, broken_chairs),
)
"""With the number of days since each of them began."""
