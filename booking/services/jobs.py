"""What the house does by itself, whenever it is told that time has passed.

Jobs may run in several processes at once and at any time: each looks for what is
due, and what one has done the next no longer finds.
"""

from datetime import datetime, timedelta

from booking.domain.people import THE_HOUSE
from booking.domain.refusals import TooManyAttempts
from booking.services.books import Books
from booking.services.drafts import forget_old
from booking.services.forgetting import forget_old_bookings, forget_people_who_left
from booking.services.mail.rounds import owe_due_mails
from booking.services.problems import forget_old_photos
from booking.store.deeds import count_attempt

AN_HOUR = timedelta(hours=1)


def run_due_jobs(books: Books, now: datetime) -> None:
    """Does everything that is due at this moment."""
    end_expired_holds(books, now)
    make_mail_round(books, now)
    forget_old(books, now)


def end_expired_holds(books: Books, now: datetime) -> None:
    """Dates whose hold has ended become requests again. Nobody waits for this: readers see
    them as such at once, and whoever wants the room gets it."""
    spaces = books.ids.spaces.values()
    books.change(THE_HOUSE, now, lambda door: door.lock_spaces(list(spaces)))


def make_mail_round(books: Books, now: datetime) -> None:
    """Owes the mails of the coming days and forgets what is old, once an hour, by whichever
    process comes first."""
    key = f"mail round {now:%Y-%m-%d %H}"
    try:
        books.database.run(lambda session: count_attempt(session, key, 1, AN_HOUR, now))
    except TooManyAttempts:
        return
    owe_due_mails(books, now)
    forget_old_photos(books, now)
    forget_old_bookings(books, now)
    forget_people_who_left(books, now)
