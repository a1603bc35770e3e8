"""What the house does by itself, whenever it is told that time has passed.

Jobs may run in several processes at once and at any time: each looks for what is
due, and what one has done the next no longer finds.
"""

from datetime import datetime, timedelta

from booking.domain.people import THE_HOUSE
from booking.domain.refusals import TooManyAttempts
from booking.services.books import Books
from booking.services.mail.rounds import owe_due_mails
from booking.store.deeds import count_attempt

AN_HOUR = timedelta(hours=1)


def run_due_jobs(books: Books, now: datetime) -> None:
    """Does everything that is due at this moment."""
    end_expired_holds(books, now)
    make_mail_round(books, now)


def end_expired_holds(books: Books, now: datetime) -> None:
    """Dates whose hold has ended become requests again. Nobody waits for this: readers see
    them as such at once, and whoever wants the room gets it."""
    spaces = books.ids.spaces.values()
    books.change(THE_HOUSE, now, lambda door: door.lock_spaces(list(spaces)))


def make_mail_round(books: Books, now: datetime) -> None:
    """Owes the mails of the coming days, once an hour, by whichever process comes first."""
    try:
        with books.database.writing() as session:
            count_attempt(session, f"mail round {now:%Y-%m-%d %H}", 1, AN_HOUR, now)
    except TooManyAttempts:
        return
    owe_due_mails(books, now)
