"""Links to the caretaker's day: staff make and end them, and whoever comes by one is known.

A link is for a caretaker with an account, until it is ended, or for a substitute, until
their last day. One that has ended says so; it never just stops.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.caretaker_links import CaretakerLink, NewLink
from booking.domain.people import Person, Role, Standing, require_staff
from booking.domain.refusals import BadInput, Gone, NotFound
from booking.services.books import Books
from booking.store.caretaker_links import (
    add_link,
    end_link,
    find_link,
    find_links,
    is_made,
)
from booking.store.door import Door
from booking.store.mailing_list import Reader, find_readers


@dataclass(frozen=True, slots=True)
class Caretakers:
    """Who looks after the house, and which links there are."""

    accounts: tuple[Reader, ...]
    open: tuple[CaretakerLink, ...]
    ended: tuple[CaretakerLink, ...]


def get_keeper(books: Books, secret: str, now: datetime) -> Person:
    """Who came by this link. Raises `NotFound`, and `Gone` for one that has ended."""
    with books.reading(now) as ledger:
        link = find_link(ledger.session, secret)
    if link is None:
        raise NotFound(what="caretaker_link")
    today = books.house.wall_clock.date_of(now)
    if not link.is_open_on(today):
        last_day = link.last_day if link.is_over_on(today) else None  # ended before it
        raise Gone(what="caretaker_link", name=link.name, last_day=last_day)
    return Person(Standing.CARETAKER, name=link.name, link_id=link.id)


def look_at_caretakers(books: Books, person: Person, now: datetime) -> Caretakers:
    """The caretakers and all links, those that still open something apart."""
    require_staff(person)
    with books.reading(now) as ledger:
        links = find_links(ledger.session)
        accounts = find_readers(ledger.session, {Role.CARETAKER})
    today = books.house.wall_clock.date_of(now)
    return Caretakers(
        accounts=accounts,
        open=tuple(one for one in links if one.is_open_on(today)),
        ended=tuple(one for one in links if not one.is_open_on(today)),
    )


def make_link(
    books: Books, person: Person, wanted: NewLink, now: datetime, secret: str | None = None
) -> str | None:
    """The secret of a new link; None if this form has made one already. A known `secret` is
    for the demo alone.

    Raises `NotFound` for an account that is no caretaker's, `BadInput` for a last day that
    is over, or a substitute without name or last day.
    """
    require_staff(person)
    if wanted.last_day and wanted.last_day < books.house.wall_clock.date_of(now):
        raise BadInput("/last_day", "in_the_past", day=wanted.last_day)
    if wanted.account_id is None and not (wanted.name and wanted.last_day):
        raise BadInput("/name" if wanted.last_day else "/last_day", "missing")

    def deed(door: Door) -> str | None:
        session = door.ledger.session
        if is_made(session, wanted.nonce):
            return None
        return add_link(session, named(door, wanted), now, secret)

    return books.change(person, now, deed)


def named(door: Door, wanted: NewLink) -> NewLink:
    """The same link with the name of the account it is for. Raises `NotFound`."""
    if wanted.account_id is None:
        return wanted
    for one in find_readers(door.ledger.session, {Role.CARETAKER}):
        if one.account_id == wanted.account_id:
            return replace(wanted, name=one.name)
    raise NotFound(what="account", slug=wanted.account_id)


def end(books: Books, person: Person, link_id: int, now: datetime) -> None:
    """From now on the link says that it has ended. Raises `NotFound`."""
    require_staff(person)
    with books.database.writing() as session:
        if not end_link(session, link_id, now):
            raise NotFound(what="caretaker_link", slug=link_id)
