"""Where dates are and were: noted when a mail is owed, told when it leaves."""

from collections.abc import Iterable, Mapping
from datetime import date

from booking.domain.bookings import Occurrence
from booking.services.mail.cases import Case, Facts
from booking.words.mail_dates import Place
from calendars.wallclock import ClockTime


def place_of(one: Occurrence) -> Mapping[str, object]:
    """Where a date is, as it is noted."""
    return {
        "rooms": [one.room],
        "day": one.day.isoformat(),
        "begin": str(one.begin),
        "end": str(one.end),
    }


def place_now(one: Occurrence) -> Place:
    """Where a date is."""
    return Place(one.day, one.begin, one.end, (one.room,))


def place_noted(noted: Facts) -> Place:
    """A place as it was noted when the mail was owed."""
    rooms = noted["rooms"]
    return Place(
        day=date.fromisoformat(str(noted["day"])),
        begin=ClockTime.parse(str(noted["begin"])),
        end=ClockTime.parse(str(noted["end"])),
        rooms=tuple(rooms) if isinstance(rooms, list) else (),
        waits=noted.get("waits") is True,
    )


def old_places(case: Case) -> Mapping[int, Place]:
    """Where dates were before the deed that owed the mail, by their ids; nothing of those that
    nobody had to work for."""
    noted, ids = case.noted.get("old"), case.noted.get("occurrences")
    if not (isinstance(noted, list) and isinstance(ids, list)):
        return {}
    return {number: place_noted(one) for number, one in zip(ids, noted, strict=True) if one}


def moved_from(dates: Iterable[Occurrence], old: Mapping[int, Place]) -> Mapping[int, Place]:
    """Where those were that are somewhere else now."""
    return {
        one.id: old[one.id] for one in dates if old.get(one.id, place_now(one)) != place_now(one)
    }
