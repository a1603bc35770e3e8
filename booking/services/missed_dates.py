"""What follows if nobody came: staff look, and may ask; the group may answer that it was there.

No mail leaves by itself. What the group disputes is noted, shown to staff, and not counted.
"""

from collections import Counter
from datetime import datetime, timedelta

from booking.domain.bookings import Booking, Occurrence
from booking.domain.mails import Kind
from booking.domain.no_shows import MissedDate
from booking.domain.people import Person, require_business, require_staff
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.services.mail import owe_delegate
from booking.store import no_shows as kept
from booking.store.door import Door

LOOK_BACK = timedelta(days=365)


def look_at_missed(books: Books, person: Person, now: datetime) -> tuple[MissedDate, ...]:
    """The dates of a year to which nobody came, the latest first. Raises `SignInNeeded`,
    `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        standing = kept.find_standing(ledger.session, ledger.today - LOOK_BACK)
        entries = {one.occurrence.id: one for one in ledger.find_entries(standing)}
    counting = Counter(
        entries[number].reference
        for number, (one, _) in standing.items()
        if one.counts and number in entries
    )
    return tuple(
        MissedDate(
            one,
            entries[number],
            counting[entries[number].reference],
            has_address and one.mailed_at is None and one.counts,
        )
        for number, (one, has_address) in standing.items()
        if number in entries
    )


def ask_group(books: Books, person: Person, occurrence_id: int, now: datetime) -> None:
    """Staff ask the group by mail; asked twice is asked once. Raises `NotFound`,
    `SignInNeeded`, `NotAllowed`."""
    require_staff(person)

    def deed(door: Door) -> None:
        booking = open_by_date(door, occurrence_id)
        if booking.email and kept.note_mailed(door.ledger.session, occurrence_id, now):
            facts = {"occurrences": [occurrence_id]}
            key = f"no show {occurrence_id} {int(now.timestamp())}"
            owe_delegate(door, books.house, booking, Kind.NO_SHOW, key, facts)
            door.note_dates(booking, "no_show_mailed", [occurrence_id])

    books.change(person, now, deed)


def look_at_asked(
    books: Books, person: Person, reference: str, now: datetime
) -> tuple[Booking, tuple[tuple[Occurrence, bool], ...]]:
    """The booking and its dates that the group was asked about, each with whether it has
    answered. Raises `NotFound` for people whose business it is not."""
    with books.reading(now) as ledger:
        booking = require_business(person, ledger.get_booking(reference))
        asked = {
            one.occurrence_id: not one.counts
            for one in kept.find_no_shows(ledger.session, booking.id)
            if one.mailed_at is not None
        }
    return booking, tuple((one, asked[one.id]) for one in booking.occurrences if one.id in asked)


def we_were_there(
    books: Books, person: Person, reference: str, occurrence_id: int, now: datetime
) -> None:
    """The group answers; said twice is said once. Raises `NotFound` for people whose business
    it is not, and for a date of another booking."""

    def deed(door: Door) -> None:
        booking = require_business(person, door.open(reference))
        if all(one.id != occurrence_id for one in booking.occurrences):
            raise NotFound(what="occurrence", occurrence=occurrence_id)
        if kept.dispute(door.ledger.session, occurrence_id, now):
            door.note_dates(booking, "no_show_disputed", [occurrence_id])

    books.change(person, now, deed)


def open_by_date(door: Door, occurrence_id: int) -> Booking:
    """The booking of a date, locked; raises `NotFound`."""
    found = door.ledger.find_entries([occurrence_id])
    if not found:
        raise NotFound(what="occurrence", occurrence=occurrence_id)
    return door.open(found[0].reference)
