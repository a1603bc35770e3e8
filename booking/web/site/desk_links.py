"""Addresses of the inbox and of the bookings on the desk."""

from urllib.parse import quote, urlencode

from booking.domain.bookings import Booking
from booking.services.decisions import Decided

REFERENCE = r"^[0-9A-Z]{4}-[0-9A-Z]{4}$"
"""What a reference looks like; anything else in an address is not shown again."""


def desk_page(reference: str, **said: object) -> str:
    """The page on which staff decide about a booking."""
    return f"/staff/bookings/{quote(reference, safe='')}{query(said)}"


def inbox_page(**said: object) -> str:
    """The inbox, or a part of it."""
    return f"/staff{query(said)}"


def decided_page(decided: Decided, version: int) -> str:
    """The page of a booking after a decision on this version, telling what came of it:
    the version that was made (0 if nothing changed) and the dates that could not be had."""
    made = decided.booking.version if decided.booking.version > version else 0
    left = " ".join(str(conflict.occurrence.id) for conflict in decided.conflicts)
    return desk_page(decided.booking.reference, done=made, left=left)


def saved_page(booking: Booking, version: int, page: int = 1, **said: object) -> str:
    """The inbox after a deed on this version of a booking, telling what came of it."""
    made = booking.version if booking.version > version else None
    shown = page if page > 1 else None
    address = inbox_page(**said, page=shown, saved=booking.reference, made=made)
    return f"{address}#saved"


def query(said: dict[str, object]) -> str:
    """What comes after the path; what is empty is left out."""
    told = {name: value for name, value in said.items() if value not in ("", None)}
    return f"?{urlencode(told)}" if told else ""
