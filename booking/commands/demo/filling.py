"""Fills empty books: accounts, a calendar for the caretaker, half a year of bookings and more."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from argon2 import PasswordHasher

from booking.commands.demo.desk import Desk, NoSuchDay
from booking.commands.demo.known import SAID, known_associations
from booking.commands.demo.of_the_house import OF_THE_HOUSE
from booking.commands.demo.programme import REGULARS, SINGLES
from booking.commands.demo.readers import add_readers
from booking.commands.demo.stories import STORIES
from booking.commands.demo.wishes import Regular, until
from booking.domain.caretaker_links import NewLink
from booking.domain.feeds import Profile
from booking.domain.people import THE_HOUSE, Person, Role
from booking.domain.refusals import Refusal
from booking.services.books import Books
from booking.services.caretaker_links import make_link
from booking.services.sign_in import add_account
from booking.services.subscriptions import subscribe
from booking.store.people import find_account

STAFF_EMAIL = "staff@west.example"
STAFF_PASSWORD = "demo-staff-west"  # noqa: S105  everybody may know it: the demo prints it
ADMIN_EMAIL = "admin@west.example"
ADMIN_PASSWORD = "demo-admin-west"  # noqa: S105  the same
CARETAKER_EMAIL = "caretaker@west.example"
CARETAKER_PASSWORD = "demo-caretaker-west"  # noqa: S105  the same
CARETAKER_FEED = "demo-calendar-of-the-caretaker-west"
CARETAKER_DAY = "demo-day-of-the-caretaker-west"

WEEKS_BACK = 26
KNOWN = ((SAID, known_associations),)
A_YEAR = 2 * 7 * WEEKS_BACK
ASKED_BEFORE = 30


def fill(books: Books, now: datetime) -> None:
    """Does in order what would have been done since last half-year. What this house has no
    hours for, or no place, is left out: it may be described by another room file."""
    desk = Desk(books, add_people(books, now), books.house.wall_clock.date_of(now))
    make_link_to_day(books, desk)
    subscribe(books, Profile.CARETAKER, (), "Hausdienst (Demo)", desk.moment(1), CARETAKER_FEED)
    add_readers(books, now)
    for _, deed in sorted(deeds(desk), key=lambda planned: -planned[0]):
        try:
            deed()
        except (Refusal, NoSuchDay):
            continue


def add_people(books: Books, now: datetime) -> Person:
    """The accounts; returns the one of staff, who do the deciding."""
    hasher = PasswordHasher()
    for email, name, role, password, phone in (
        (STAFF_EMAIL, "Sabine Beispiel", Role.STAFF, STAFF_PASSWORD, ""),
        (CARETAKER_EMAIL, "Horst Muster", Role.CARETAKER, CARETAKER_PASSWORD, "05361 000199"),
        (ADMIN_EMAIL, "Ada Probe", Role.ADMIN, ADMIN_PASSWORD, ""),
    ):
        add_account(books.database, hasher, email, name, role, password, now, phone)
    with books.reading(now) as ledger:
        staff = find_account(ledger.session, STAFF_EMAIL)
    return staff.person if staff else THE_HOUSE


def make_link_to_day(books: Books, desk: Desk) -> None:
    """The caretaker's own link; its secret is the same at each start."""
    with books.reading(desk.moment(1)) as ledger:
        caretaker = find_account(ledger.session, CARETAKER_EMAIL)
    link = NewLink("", "demo-link-of-the-caretaker", account_id=caretaker.id if caretaker else 0)
    make_link(books, desk.staff, link, desk.moment(1), CARETAKER_DAY)


def deeds(desk: Desk) -> list[tuple[int, Callable[[], object]]]:
    """Everything that is to be done, with the number of days ago."""
    return [
        *((asked_ago(desk, one), partial(begin, desk, one)) for one in REGULARS),
        *((one.asked, partial(desk.settle, one)) for one in SINGLES),
        *((asked, partial(story, desk)) for asked, story in (*STORIES, *OF_THE_HOUSE, *KNOWN)),
    ]


def asked_ago(desk: Desk, regular: Regular) -> int:
    """When a series was asked for: well before the week in which it began."""
    first = desk.day_in(-WEEKS_BACK, regular.wish.weekday)
    return (desk.today - first).days + ASKED_BEFORE


def begin(desk: Desk, regular: Regular) -> None:
    """A year of it, confirmed."""
    first = desk.day_in(-WEEKS_BACK, regular.wish.weekday)
    series = until(first, A_YEAR, regular.rule, regular.skip)
    desk.confirm(desk.ask(regular.wish, first, asked_ago(desk, regular), series))
