"""What a booking is called."""

from booking.domain.bookings import Booking
from booking.domain.house import House
from booking.words.catalogue import Words


def title_text(booking: Booking, house: House, words: Words) -> str:
    """Its title. Where nobody gave one it bears the name of its activity, which is stored in
    the language of the house, and told to everybody in their own."""
    name = house.activities.get(booking.activity or "")
    if name is None or booking.title != name.in_language(house.default_language):
        return booking.title
    return name.in_language(words.language)
