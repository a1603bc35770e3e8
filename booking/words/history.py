"""The history of a booking in plain sentences: who did what with which dates.

Lines that belong to one deed are told as one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from booking.domain.changes import Change
from booking.domain.people import Standing
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.words.catalogue import Words, msgid
from booking.words.dates import short_day_text
from booking.words.desk import rule_text

_DEEDS: Mapping[str, tuple[str, str]] = {
    Status.CONFIRMED: (
        msgid("%(who)s confirmed %(first)s."),
        msgid("%(who)s confirmed %(num)s dates from %(first)s to %(last)s."),
    ),
    Status.HELD: (
        msgid("%(who)s held %(first)s."),
        msgid("%(who)s held %(num)s dates from %(first)s to %(last)s."),
    ),
    Status.DECLINED: (
        msgid("%(who)s answered that %(first)s is not possible."),
        msgid("%(who)s answered that %(num)s dates from %(first)s to %(last)s are not possible."),
    ),
    Status.WAITING: (
        msgid("%(who)s put %(first)s on the waiting list."),
        msgid("%(who)s put %(num)s dates from %(first)s to %(last)s on the waiting list."),
    ),
    Status.WITHDRAWN: (
        msgid("%(who)s withdrew %(first)s."),
        msgid("%(who)s withdrew %(num)s dates from %(first)s to %(last)s."),
    ),
    Status.CANCELLED: (
        msgid("%(who)s cancelled %(first)s."),
        msgid("%(who)s cancelled %(num)s dates from %(first)s to %(last)s."),
    ),
    "hold_ended": (
        msgid("The hold of %(first)s has ended."),
        msgid("The hold of %(num)s dates from %(first)s to %(last)s has ended."),
    ),
    "moved": (
        msgid("%(who)s moved %(first)s."),
        msgid("%(who)s moved %(num)s dates from %(first)s to %(last)s."),
    ),
    "undone": (
        msgid("%(who)s took back the answer for %(first)s."),
        msgid("%(who)s took back the answer for %(num)s dates from %(first)s to %(last)s."),
    ),
    "proposed": (
        msgid("%(who)s proposed something else for %(first)s."),
        msgid("%(who)s proposed something else for %(num)s dates from %(first)s to %(last)s."),
    ),
    "refused_proposal": (
        msgid("%(who)s did not take the proposal for %(first)s."),
        msgid("%(who)s did not take the proposal for %(num)s dates from %(first)s to %(last)s."),
    ),
}
_OTHERWISE = (
    msgid("%(who)s changed %(first)s."),
    msgid("%(who)s changed %(num)s dates from %(first)s to %(last)s."),
)
_NAMELESS: Mapping[str, str] = {
    Standing.VISITOR: msgid("The association"),
    Standing.ASSOCIATION: msgid("The association"),
    Standing.HOUSE: msgid("The program"),
    Standing.STAFF: msgid("The house"),
    Standing.ADMIN: msgid("The house"),
    Standing.CARETAKER: msgid("The house"),
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One deed as it is told."""

    at: datetime
    text: str
    reason: str = ""
    overruled: tuple[str, ...] = ()
    """The rules that were set aside, in words."""


def tell_history(
    changes: Iterable[Change], days: Mapping[int, date], words: Words
) -> tuple[HistoryLine, ...]:
    """Changes as sentences, in their order; `days` has the day of each occurrence by its id."""
    return tuple(
        tell_deed(tuple(lines), days, words) for _, lines in groupby(changes, key=same_deed)
    )


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
    if why in ("undone", "hold_ended"):
        return str(why)
    if change.facts.get("before") == change.facts.get("status") and "to" in change.facts:
        return "moved"
    return str(change.facts.get("status"))


def tell_deed(lines: tuple[Change, ...], days: Mapping[int, date], words: Words) -> HistoryLine:
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
    )


def sentence(change: Change, concerned: list[date], words: Words) -> str:
    """What was done, by whom, with these days."""
    who = change.who or words.gettext(_NAMELESS[change.standing])
    if not concerned:
        return " ".join(
            [words.gettext("%(who)s sent the request.", who=who), *at_once(change, words)]
        )
    one, many = _DEEDS.get(kind_of(change), _OTHERWISE)
    return words.gettext(
        one if len(concerned) == 1 else many,
        who=who,
        num=len(concerned),
        first=short_day_text(concerned[0], words),
        last=short_day_text(concerned[-1], words),
    )


def at_once(change: Change, words: Words) -> list[str]:
    """What the house confirmed by itself when the request came in."""
    confirmed = change.facts.get("confirmed")
    if not isinstance(confirmed, int) or confirmed < 1:
        return []
    told = words.ngettext(
        "The house itself confirmed one date at once, as the request is small enough.",
        "The house itself confirmed %(num)s dates at once, as the request is small enough.",
        confirmed,
    )
    return [told]
