"""Staff propose other places for several dates of a booking at once: one deed, one mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.domain.alternatives import Alternatives
from booking.domain.bookings import Booking
from booking.domain.candidates import Candidate
from booking.domain.decisions import require_own
from booking.domain.people import Person, require_staff
from booking.domain.proposals import Proposal, Side
from booking.domain.refusals import NotMovable
from booking.domain.rules import Finding
from booking.services import mail
from booking.services.books import Books
from booking.services.other_places import Search, find_other_places
from booking.services.proposals import Proposing, last_day, put
from booking.services.weighing import require_version, space_ids_of
from booking.store.door import Door
from booking.store.proposals import find_open_proposals


@dataclass(frozen=True, slots=True)
class CounterProposed:
    """A booking after other places were proposed for some of its dates."""

    booking: Booking
    proposals: tuple[Proposal, ...]
    """What was proposed now."""
    refused: Mapping[int, tuple[Finding, ...]]
    """The dates whose place cannot be had, each with what stands against it."""


@dataclass(frozen=True, slots=True)
class OtherPlaces:
    """Where the dates of a booking could be instead."""

    booking: Booking
    places: Mapping[int, tuple[Candidate, ...]]
    """The nearest first, by the date's id."""


def look_for_other_places(
    books: Books,
    person: Person,
    reference: str,
    dates: Sequence[int],
    now: datetime,
    search: Search = Alternatives.on,
) -> OtherPlaces:
    """What could be proposed for these dates. Raises `NotFound`, `BadInput` for dates of other
    bookings, `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        booking = ledger.get_booking(reference)
        require_own(booking, dates, "/dates")
        wanted = [one for one in booking.occurrences if one.id in dates]
        return OtherPlaces(
            booking,
            {
                one.id: find_other_places(ledger, ledger.house, booking, [one], search)
                for one in wanted
            },
        )


def propose_all(
    books: Books,
    person: Person,
    reference: str,
    wished: Sequence[Proposing],
    version: int,
    now: datetime,
) -> CounterProposed:
    """Proposes another place for each of these dates and keeps it free until its day. Those
    that cannot be had come back, the others are proposed all the same.

    Raises `NotFound`, `VersionConflict`, `BadInput`, `SignInNeeded`, `NotAllowed`.
    """
    require_staff(person)
    rooms = {one.target.room: None for one in wished if one.target.room is not None}
    until = {one.occurrence: last_day(books, one, now) for one in wished}

    def deed(door: Door) -> CounterProposed:
        booking = door.open(reference, space_ids_of(books, list(rooms)))
        require_version(door, booking, version)
        placed: set[int] = set()
        refused: dict[int, tuple[Finding, ...]] = {}
        for one in wished:
            try:
                placed |= put(books, door, booking, one, until[one.occurrence])
            except NotMovable as refusal:
                findings = refusal.facts["findings"]
                refused[one.occurrence] = findings if isinstance(findings, tuple) else ()
        found = find_open_proposals(door.ledger, booking.id)
        ours = tuple(one for one in found if one.side is Side.HOUSE and one.occurrence_id in placed)
        mail.owe_proposal(door, books.house, booking, ours)
        return CounterProposed(booking, ours, refused)

    return books.change(person, now, deed)
