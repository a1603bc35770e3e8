"""`booking serve --demo`: the house as if it had been in use for half a year.

Associations, bookings and people are invented. They come about through the services,
as real ones would, so that every page and every history has something to show.
"""

from datetime import datetime

from booking.commands.demo.filling import (
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    CARETAKER_DAY,
    CARETAKER_EMAIL,
    CARETAKER_FEED,
    CARETAKER_PASSWORD,
    STAFF_EMAIL,
    STAFF_PASSWORD,
    fill,
)
from booking.domain.filters import Filter
from booking.services.books import Books
from booking.store.people import count_accounts, find_account

DATABASE = "sqlite:///demo.db"
"""In the folder where the program is started, unless BOOKING_DATABASE_URL says otherwise."""


def present(books: Books, base_url: str, is_local: bool, now: datetime) -> list[str]:
    """Fills the books if nothing stands in them; returns what to tell whoever started it."""
    if is_empty(books, now):
        fill(books, now)
    if not is_demo(books, now):
        return ["The database has accounts of its own, so no sample bookings were added."]
    lines = [
        "",
        "Everything in it is invented, and these passwords are known to everybody:",
        f"  staff sign in       {base_url}/sign-in  {STAFF_EMAIL}  {STAFF_PASSWORD}",
        f"  admin signs in      {base_url}/sign-in  {ADMIN_EMAIL}  {ADMIN_PASSWORD}",
        f"  caretakers sign in  {base_url}/sign-in  {CARETAKER_EMAIL}  {CARETAKER_PASSWORD}",
        f"  public calendar     {base_url}/calendars/house.ics",
        f"  caretaker calendar  {base_url}/calendars/s/{CARETAKER_FEED}.ics",
        f"  caretaker's day     {base_url}/today/{CARETAKER_DAY}",
        "",
        "Ctrl-C ends it.",
    ]
    if all(room.retired for room in books.house.rooms):
        lines.insert(1, "The room file offers no room, so there are no sample bookings.")
    if not is_local:
        lines.insert(1, "WARNING: other machines can reach this address and sign in.")
    return lines


def is_empty(books: Books, now: datetime) -> bool:
    """Whether nobody has used this database yet."""
    with books.reading(now) as ledger:
        return count_accounts(ledger.session) == 0 and ledger.count_bookings(Filter()) == 0


def is_demo(books: Books, now: datetime) -> bool:
    """Whether the accounts in it are those of the demo."""
    with books.reading(now) as ledger:
        return find_account(ledger.session, STAFF_EMAIL) is not None
