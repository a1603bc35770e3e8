"""All that somebody who has proven an address sees of their own: associations, bookings,
who else speaks for them, and what they are asked to take over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.delegates import Delegate, Handover
from booking.domain.messages import Message
from booking.domain.people import Person
from booking.domain.proposals import Side
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.store.delegates import bookings_of, find_delegates
from booking.store.handovers import find_open_for, find_open_of
from booking.store.messages import find_unsettled
from booking.store.proposals import find_proposed_bookings

MOST_BOOKINGS = 200
"""Nobody reads more; the newest are shown."""


@dataclass(frozen=True, slots=True)
class OwnAssociation:
    """One association that the person speaks for."""

    id: int
    name: str
    delegates: tuple[Delegate, ...]
    handovers: tuple[Handover, ...]
    bookings: tuple[Booking, ...]
    """The newest request first."""


@dataclass(frozen=True, slots=True)
class Own:
    """Everything of one proven address."""

    email: str
    associations: tuple[OwnAssociation, ...]
    asked: tuple[Handover, ...]
    """What others want to hand over to this address."""
    open_messages: Mapping[int, tuple[Message, ...]]
    """What is not settled, by the booking's id."""
    proposed: frozenset[int]
    """The ids of the bookings for which the house proposes something."""


def look_at_own(books: Books, person: Person, now: datetime) -> Own:
    """What a proven address has. Raises `NotFound` for whoever has proven none."""
    if not person.proven_email:
        raise NotFound(what="proof")
    with books.reading(now) as ledger:
        session, mine = ledger.session, person.associations
        delegates = find_delegates(session, mine)
        bookings = ledger.find_bookings_by_id(bookings_of(session, mine, MOST_BOOKINGS))
        handovers = [one for number in sorted(mine) for one in find_open_of(session, number, now)]
        asked = find_open_for(session, person.proven_email, now)
        numbers = [one.id for one in bookings]
        unsettled = find_unsettled(session, numbers)
        proposed = find_proposed_bookings(ledger, Side.HOUSE, numbers)
    names = {one.association_id: one.association for one in delegates}
    return Own(
        person.proven_email,
        tuple(
            OwnAssociation(
                number,
                name,
                tuple(one for one in delegates if one.association_id == number),
                tuple(one for one in handovers if one.association_id == number),
                tuple(one for one in bookings if one.association_id == number),
            )
            for number, name in sorted(names.items(), key=lambda pair: pair[1].lower())
        ),
        asked,
        unsettled,
        proposed,
    )
