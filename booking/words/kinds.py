"""The words for whose use a booking is."""

from collections.abc import Mapping

from booking.domain.bookings import BookingKind
from booking.words.catalogue import Words, msgid

_KINDS: Mapping[BookingKind, str] = {
    BookingKind.GROUP: msgid("Association or group"),
    BookingKind.TENANT: msgid("Fixed tenant"),
    BookingKind.HOUSE: msgid("Event of the house"),
    BookingKind.MAINTENANCE: msgid("Maintenance"),
}


def kind_text(kind: BookingKind, words: Words) -> str:
    """The word for a kind of booking: `Wartung`."""
    return words.gettext(_KINDS[kind])
