"""Asking once more for what somebody had before: the answers of an earlier booking."""

from datetime import timedelta

from booking.domain.bookings import Booking, Occurrence
from booking.domain.house import House
from booking.domain.refusals import NotFound
from booking.domain.renewals import pauses
from booking.services.bookings import get_booking
from booking.services.holders import find_renewal_holder
from booking.web.forms import Typed
from booking.web.references import as_written
from booking.web.site.enquiry_visit import Visit
from booking.web.site.holders import device_of
from booking.web.site.rhythms import Rhythm

AGAIN = ("again", "key")
"""The fields that name the earlier booking and open it."""


def earlier_answers(visit: Visit, typed: Typed) -> Typed:
    """The answers of the booking that is named, all but its dates; nothing for somebody
    whose business it is not."""
    reference, key = (next(iter(typed.get(name, ())), "") for name in AGAIN)
    if not reference:
        return {}
    books, asker = visit.books, visit.person
    if not asker.is_staff:
        asker = find_renewal_holder(books, key, device_of(visit.request), visit.now)
    try:
        booking = get_booking(books, asker, as_written(reference), visit.now)
    except NotFound:
        return {}
    return answers_of(booking, visit.house)


def answers_of(booking: Booking, house: House) -> Typed:
    """What a booking says, as its sender would type it."""
    first = booking.occurrences[0] if booking.occurrences else None
    answers = {
        "rhythm": Rhythm.of(booking.rrule).value,
        "room": first.room if first else "",
        "begin": str(first.begin) if first else "",
        "end": str(first.end) if first else "",
        "persons": str(booking.persons or ""),
        "activity": booking.activity or "",
        "title": booking.title,
        "public_title": "on" if booking.public_title else "",
        "seating": booking.seating or "",
        "setup": str(own_setup(first, house) // timedelta(minutes=1) or "") if first else "",
        "notes": booking.notes,
        "group": booking.association,
        "contact": booking.contact,
        "email": booking.email,
        "phone": booking.phone,
    }
    told: Typed = {name: (value,) for name, value in answers.items() if value}
    if booking.rrule is None:
        return told
    return {**told, "skip": tuple(sorted(skip.value for skip in pauses(booking, house)))}


def own_setup(first: Occurrence, house: House) -> timedelta:
    """The time for setting up that was wished for; nothing if the room takes as much anyway."""
    room = house.find_room(first.room)
    return timedelta(0) if room and first.setup <= room.setup else first.setup
