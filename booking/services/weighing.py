"""What the services that change bookings share: is the state the one that was looked
at, and what stands against a date today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from booking.domain.bookings import Booking
from booking.domain.candidates import Candidate
from booking.domain.decisions import find_findings_of_places, still_blocking
from booking.domain.refusals import NotMovable, VersionConflict
from booking.domain.rules import Claims, Finding, Rule
from booking.domain.rules.case import UNCLAIMED
from booking.services.books import Books
from booking.store.claims import Asked, find_claims
from booking.store.door import Door
from booking.store.history import find_changes
from booking.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the rules say about one date of a booking, and who is in its way."""

    findings: tuple[Finding, ...] = ()
    claims: Claims = UNCLAIMED


def require_version(door: Door, booking: Booking, version: int | None) -> None:
    """Raise `VersionConflict`, with what changed since, if a deed is about an old state."""
    if version is None or version == booking.version:
        return
    changes = find_changes(door.ledger.session, booking.id, since=version)
    raise VersionConflict(version=booking.version, changes=changes, booking=booking)


def weigh_places(
    books: Books,
    ledger: Ledger,
    booking: Booking,
    places: Mapping[int, Candidate],
    leaving: Collection[int] = (),
) -> dict[int, Weighed]:
    """What stands against some places for dates of a booking, by the date's id.

    A date is never in its own way, nor are those that are `leaving` by the same deed. Other
    dates of the booking are if they hold the place, or have it kept free by a proposal;
    what they only ask for is no rival. One question for all of them.
    """
    own = {one.id for one in booking.occurrences}
    asked = [
        Asked(number, books.ids.space_ids(place.spaces), occupied, own=number)
        for number, place in places.items()
        if (occupied := place.occupied)
    ]
    claims = find_claims(ledger.session, asked, ledger.now, leaving, friends=own)
    found = find_findings_of_places(booking, places, ledger.house, claims, ledger.now)
    return {number: Weighed(found[number], claims.get(number, UNCLAIMED)) for number in places}


def require_free(weighed: Mapping[int, Weighed], overrule: Collection[Rule] = ()) -> None:
    """Raise `NotMovable`, with the findings, if anything stands against one of these dates."""
    for number, one in weighed.items():
        if still_blocking(one.findings, overrule):
            raise NotMovable(occurrence=number, findings=one.findings)


def space_ids_of(books: Books, slugs: Sequence[str]) -> tuple[int, ...]:
    """The ids of all spaces of some rooms that are in the house."""
    rooms = [room for slug in slugs if (room := books.house.find_room(slug))]
    return books.ids.space_ids(frozenset().union(*(room.spaces for room in rooms)))
