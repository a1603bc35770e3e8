"""The page "Prüfen": what was asked for, and what would come of each date.

Dates with a problem come first, under the sentence that says why; free ones are folded away.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from booking.domain.enquiries import Enquiry
from booking.domain.house import House
from booking.domain.rules import Severity
from booking.domain.verdicts import DateVerdict, EnquiryVerdict, Verdict
from booking.words.catalogue import Words
from booking.words.findings import finding_text
from booking.words.holidays import holiday_text
from booking.words.places import place_text
from calendars.holidays import Holiday


@dataclass(frozen=True, slots=True)
class DateGroup:
    """Dates of which the same is to be said."""

    verdict: Verdict
    sentences: tuple[str, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """Dates that are left out for the same holidays."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """All dates, sorted by what the person has to think about."""

    problems: tuple[DateGroup, ...]
    """Cannot be requested."""
    remarks: tuple[DateGroup, ...]
    """Can be requested, and there is something to know."""
    free: tuple[date, ...]
    waiting: tuple[date, ...]
    """Cannot be had, and shall go on the waiting list."""
    bookable: int
    total: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A date that goes to another room or time than the others."""

    day: date
    place: str


def checked(
    verdict: EnquiryVerdict,
    house: House,
    words: Words,
    waiting_days: Collection[date] = (),
    elsewhere_on: Collection[date] = (),
) -> Checked:
    """The verdict as the page shows it; days that go elsewhere are told apart."""
    found: dict[tuple[bool, Verdict, tuple[str, ...]], list[date]] = {}
    waiting = [one.day for one in verdict.dates if one.can_wait and one.day in waiting_days]
    for one in verdict.dates:
        if one.day not in waiting and not (one.is_bookable and one.day in elsewhere_on):
            key = (one.is_bookable, one.verdict, sentences_of(one, house, words))
            found.setdefault(key, []).append(one.day)
    groups = {key: DateGroup(key[1], key[2], tuple(days)) for key, days in found.items()}
    return Checked(
        problems=tuple(group for (is_bookable, *_), group in groups.items() if not is_bookable),
        remarks=tuple(group for key, group in groups.items() if key[0] and key[2]),
        free=tuple(
            day for key, group in groups.items() if key[0] and not key[2] for day in group.days
        ),
        waiting=tuple(waiting),
        bookable=verdict.bookable,
        total=len(verdict.dates),
    )


def elsewhere(verdict: EnquiryVerdict, enquiry: Enquiry, words: Words) -> list[Elsewhere]:
    """The dates that go elsewhere and can be had there, each with its place."""
    return [
        Elsewhere(one.day, place_text(place, words))
        for one in verdict.dates
        if one.is_bookable and enquiry.find_own_place(one.day)
        for place in one.candidates
    ]


def sentences_of(one: DateVerdict, house: House, words: Words) -> tuple[str, ...]:
    """What stands against a date; only if nothing does, what else there is to know."""
    blocking = [finding for finding in one.findings if finding.severity is Severity.BLOCK]
    sentences = (finding_text(finding, house, words) for finding in blocking or one.findings)
    return tuple(dict.fromkeys(sentences))


def paused(holidays: Iterable[Holiday], words: Words) -> list[Pause]:
    """What is left out, holiday by holiday: those of one name in one stretch of the list."""
    return [
        Pause(holiday_text(name, words), tuple(one.day for one in days))
        for name, days in groupby(holidays, key=lambda one: one.name)
    ]
