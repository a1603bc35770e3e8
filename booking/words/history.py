"""The history of a booking in plain sentences: who did what with which dates.

Lines that belong to one deed are told as one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from booking.domain.changes import Change
from booking.domain.house import House
from booking.domain.notes import Note
from booking.domain.people import Standing
from booking.domain.rules import Rule
from booking.words.before_after import before_and_after
from booking.words.catalogue import Words, msgid
from booking.words.dates import short_day_text
from booking.words.deeds import DEEDS, OTHERWISE, WITH_THE_BOOKING
from booking.words.desk import rule_text
from booking.words.people import doer_text


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One deed as it is told."""

    at: datetime
    text: str
    reason: str = ""
    overruled: tuple[str, ...] = ()
    """The rules that were set aside, in words."""
    changed: tuple[str, ...] = ()
    """What was before and what is now, of each date that was moved."""


def tell_history(
    changes: Iterable[Change], days: Mapping[int, date], house: House, words: Words
) -> tuple[HistoryLine, ...]:
    """Changes as sentences, in their order; `days` has the day of each occurrence by its id."""
    return tuple(
        tell_deed(tuple(lines), days, house, words) for _, lines in groupby(changes, key=same_deed)
    )


def with_notes(
    lines: Iterable[HistoryLine], notes: Iterable[Note], words: Words
) -> tuple[HistoryLine, ...]:
    """A history with the notes of staff among its lines, in order of time."""
    house = doer_text("", Standing.STAFF, words)
    written = (
        HistoryLine(one.at, words.gettext("%(who)s wrote a note.", who=one.who or house), one.text)
        for one in notes
    )
    return tuple(sorted((*lines, *written), key=lambda line: line.at))


def same_deed(change: Change) -> tuple[object, ...]:
    """What lines of one deed have in common."""
    facts = change.facts
    return (
        change.at,
        change.version,
        change.standing,
        change.who,
        kind_of(change),
        facts.get("reason"),
    )


def kind_of(change: Change) -> str:
    """What kind of deed a line is about: a status that was given, or what else was done."""
    if change.what != "step":
        return change.what
    why = change.facts.get("why")
    if why in DEEDS:
        return str(why)
    if change.facts.get("before") == change.facts.get("status") and "to" in change.facts:
        return "moved"
    return str(change.facts.get("status"))


def tell_deed(
    lines: tuple[Change, ...], days: Mapping[int, date], house: House, words: Words
) -> HistoryLine:
    """The sentence for the lines of one deed."""
    one = lines[0]
    concerned = sorted(
        {days[line.occurrence_id or 0] for line in lines if line.occurrence_id in days}
    )
    overruled = one.facts.get("overruled")
    return HistoryLine(
        at=one.at,
        text=sentence(one, concerned, words),
        reason=str(one.facts.get("reason") or ""),
        overruled=tuple(
            rule_text(Rule(name), words)
            for name in (overruled if isinstance(overruled, list) else ())
        ),
        changed=before_and_after(lines, house, words),
    )


def sentence(change: Change, concerned: list[date], words: Words) -> str:
    """What was done, by whom, with these days."""
    who = doer_text(change.who, change.standing, words)
    if not concerned:
        what = "entered" if change.facts.get("entered") else change.what
        deed = WITH_THE_BOOKING.get(what, msgid("%(who)s changed something."))
        return " ".join([words.gettext(deed, who=who), *at_once(change, words)])
    one, many = DEEDS.get(kind_of(change), OTHERWISE)
    return words.gettext(
        one if len(concerned) == 1 else many,
        who=who,
        num=len(concerned),
        first=short_day_text(concerned[0], words),
        last=short_day_text(concerned[-1], words),
    )


def at_once(change: Change, words: Words) -> list[str]:
    """What was confirmed when it came in: by whoever entered it, or by the house itself."""
    confirmed = change.facts.get("confirmed")
    if not isinstance(confirmed, int) or confirmed < 1:
        return []
    if change.facts.get("entered"):
        return [words.ngettext("One date is confirmed.", "%(num)s dates are confirmed.", confirmed)]
    told = words.ngettext(
        "The house itself confirmed one date at once, as the request is small enough.",
        "The house itself confirmed %(num)s dates at once, as the request is small enough.",
        confirmed,
    )
    return [told]
