"""Where and when one date could be, in one line."""

from booking.domain.candidates import Candidate
from booking.words.catalogue import Words
from booking.words.dates import times_text


def place_text(place: Candidate, words: Words) -> str:
    """Another room or time: `Saal A, 18:00–20:00 Uhr`."""
    return words.gettext(
        "%(room)s, %(times)s",
        room=place.room.name_in(words.language),
        times=times_text(place.begin, place.end, words),
    )
