"""The page "Prüfen": what was asked for, and what would come of each date.

Dates with a problem come first, under the sentence that says why; free ones are folded away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from booking.domain.house import House
from booking.domain.rules import Severity
from booking.domain.verdicts import DateVerdict, EnquiryVerdict, Verdict
from booking.words.catalogue import Words
from booking.words.findings import finding_text
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
    can_wait: int
    """How many of the problems are only that others have the room."""
    bookable: int
    total: int


def checked(verdict: EnquiryVerdict, house: House, words: Words) -> Checked:
    """The verdict as the page shows it."""
    found: dict[tuple[bool, Verdict, tuple[str, ...]], list[date]] = {}
    for one in verdict.dates:
        told = (one.is_bookable, one.verdict, sentences_of(one, house, words))
        found.setdefault(told, []).append(one.day)
    groups = {told: DateGroup(told[1], told[2], tuple(days)) for told, days in found.items()}
    return Checked(
        problems=tuple(group for (is_bookable, *_), group in groups.items() if not is_bookable),
        remarks=tuple(group for told, group in groups.items() if told[0] and told[2]),
        free=tuple(
            day for told, group in groups.items() if told[0] and not told[2] for day in group.days
        ),
        can_wait=sum(one.can_wait for one in verdict.dates),
        bookable=verdict.bookable,
        total=len(verdict.dates),
    )


def sentences_of(one: DateVerdict, house: House, words: Words) -> tuple[str, ...]:
    """What stands against a date; only if nothing does, what else there is to know."""
    blocking = [finding for finding in one.findings if finding.severity is Severity.BLOCK]
    sentences = (finding_text(finding, house, words) for finding in blocking or one.findings)
    return tuple(dict.fromkeys(sentences))


def paused(holidays: Iterable[Holiday]) -> list[Pause]:
    """What is left out, holiday by holiday: those of one name in one stretch of the list."""
    return [
        Pause(name, tuple(one.day for one in days))
        for name, days in groupby(holidays, key=lambda one: one.name)
    ]
