"""What came at short notice, until somebody who looks after the house has seen it.

One of them is enough. Whoever of the staff has told it by telephone may say so, too.
"""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.day_news import News
from booking.domain.people import Person, Role, require_caretaker, require_staff
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.services.day_contents import read_urgent_news
from booking.store.caretaker_links import find_links
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.mailing_list import find_readers
from booking.store.seen import add_seen


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody who looks after the house, and their number if it is known."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """What nobody has seen, and whom to call about it."""

    news: tuple[News, ...] = ()
    callees: tuple[Callee, ...] = ()


def find_unseen(books: Books, person: Person, now: datetime) -> Unseen:
    """What changed at short notice and is not over, for staff to see to."""
    require_staff(person)
    with books.reading(now) as ledger:
        news = read_urgent_news(books.house, ledger)
        return Unseen(news, find_callees(ledger) if news else ())


def find_callees(ledger: Ledger) -> tuple[Callee, ...]:
    """Substitutes first, as they stand in for others now; then those with accounts."""
    links = [one for one in find_links(ledger.session) if one.is_open_on(ledger.today)]
    substitutes = [Callee(one.name, one.phone) for one in links if one.account_id is None]
    accounts = find_readers(ledger.session, {Role.CARETAKER})
    return (*substitutes, *(Callee(one.name, one.phone) for one in accounts))


def see(books: Books, person: Person, occurrence_id: int, up_to: int, now: datetime) -> None:
    """Notes that this person has seen what became of a date, up to a line of its history:
    what comes later has not been seen. Raises `NotFound`."""
    require_caretaker(person)

    def deed(door: Door) -> None:
        if not door.ledger.find_entries([occurrence_id]):
            raise NotFound(what="occurrence", occurrence=occurrence_id)
        add_seen(door.ledger.session, occurrence_id, up_to, person, now)

    books.change(person, now, deed)
