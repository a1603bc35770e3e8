"""What the house does by itself, whenever it is told that time has passed.

Jobs may run in several processes at once and at any time: each looks for what is
due, and what one has done the next no longer finds.
"""

from datetime import datetime

from booking.domain.people import THE_HOUSE
from booking.services.books import Books


def run_due_jobs(books: Books, now: datetime) -> None:
    """Does everything that is due at this moment."""
    end_expired_holds(books, now)


def end_expired_holds(books: Books, now: datetime) -> None:
    """Dates whose hold has ended become requests again. Nobody waits for this: readers see
    them as such at once, and whoever wants the room gets it."""
    spaces = books.ids.spaces.values()
    books.change(THE_HOUSE, now, lambda door: door.lock_spaces(list(spaces)))
