"""The mail about dates that have another room or time.

Whoever moves a date may move it again, or back: until the mail leaves, one mail tells where the
dates were when the association last read of them, and where they are now.
"""

from collections.abc import Mapping

from booking.domain.bookings import Booking
from booking.domain.house import House
from booking.domain.mails import Kind, Mail, NewMail
from booking.services.mail import deed_key, numbers, owe_delegate
from booking.services.mail.places import place_of
from booking.store.door import Door
from booking.store.recalling import recall_waiting


def owe_moved(door: Door, house: House, before: Booking, after: Booking, reason: str) -> None:
    """Dates were moved; told are those that hold their room and are not back where they were."""
    was = {one.id: place_of(one) for one in before.occurrences}
    read = {one.id: was[one.id] for one in after.occurrences if place_of(one) != was.get(one.id)}
    if not read:
        return
    reasons = [reason]
    for earlier in recall_waiting(door.ledger.session, after.id, Kind.MOVED, door.ledger.now):
        read |= places_in(earlier)
        reasons.insert(0, str(earlier.facts["reason"]))
    moved = [
        one
        for one in after.occurrences
        if one.status.holds and one.id in read and place_of(one) != read[one.id]
    ]
    if moved:
        facts = {
            "occurrences": [one.id for one in moved],
            "old": [read[one.id] for one in moved],
            "reason": "\n\n".join(dict.fromkeys(filter(None, reasons))),
        }
        owe_delegate(door, house, after, Kind.MOVED, deed_key(after), facts)


def places_in(mail: Mail | NewMail) -> dict[int, Mapping[str, object]]:
    """Where the dates were of which this mail was to tell."""
    old = mail.facts.get("old")
    places = old if isinstance(old, list) else []
    return dict(zip(numbers(mail.facts, "occurrences"), places, strict=True))
