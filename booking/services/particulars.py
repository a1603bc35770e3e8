"""What is known of a booking besides its dates: how many come, how they sit, what they need.
Groups telephone about this more often than about anything else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.decisions import candidate_of
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput
from booking.domain.rules import Rule
from booking.domain.statuses import HOLDING, OPEN
from booking.services.books import Books
from booking.services.mail.urgent import owe_short_notice
from booking.services.weighing import require_version, weigh_places
from booking.store.door import Door
from booking.store.retelling import retell


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is told of all dates of a booking alike."""

    persons: int | None
    seating: str | None
    notes: str

    @classmethod
    def of(cls, booking: Booking) -> "Particulars":
        """Those of a booking as it stands."""
        return cls(booking.persons, booking.seating, booking.notes)


def change_particulars(
    books: Books, person: Person, reference: str, wanted: Particulars, version: int, now: datetime
) -> Booking:
    """Staff note what a group has told them. If nothing is new, nothing changes.

    Raises `NotFound`, `VersionConflict`, and `BadInput` for an unknown seating or more
    persons than a room of a date to come can take.
    """
    require_staff(person)
    if wanted.seating is not None and wanted.seating not in books.house.seatings:
        raise BadInput("/seating", "unknown_seating", known=sorted(books.house.seatings))

    def deed(door: Door) -> Booking:
        booking = door.open(reference)
        require_version(door, booking, version)
        if wanted == Particulars.of(booking):
            return booking
        require_room(books, door, replace(booking, **asdict(wanted)))
        retell(door, booking, asdict(wanted), what_is_new(booking, wanted))
        after = door.ledger.get_booking(reference)
        owe_short_notice(door, books.house, booking, after)
        return after

    return books.change(person, now, deed)


def require_room(books: Books, door: Door, booking: Booking) -> None:
    """Raise `BadInput` if so many are too many for one of its dates to come."""
    places = {
        one.id: place
        for one in booking.occurrences
        if one.status in HOLDING | OPEN
        and one.period.end > door.ledger.now
        and (place := candidate_of(one, books.house))
    }
    for weighed in weigh_places(books, door.ledger, booking, places).values():
        for finding in weighed.findings:
            if finding.rule is Rule.TOO_MANY_PERSONS:
                raise BadInput("/persons", "too_many_for_room", most=finding.facts["most"])


def what_is_new(booking: Booking, wanted: Particulars) -> Mapping[str, object]:
    """For the history: numbers before and after; of notes only that they have changed."""
    facts: dict[str, object] = {}
    if booking.persons != wanted.persons:
        facts["persons"] = [booking.persons, wanted.persons]
    if booking.seating != wanted.seating:
        facts["seating"] = [booking.seating, wanted.seating]
    if booking.notes != wanted.notes:
        facts["notes"] = True
    return facts
