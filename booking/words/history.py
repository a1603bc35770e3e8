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
from booking.domain.statuses import Status
from booking.words.before_after import before_and_after
from booking.words.catalogue import Words, msgid
from booking.words.dates import short_day_text
from booking.words.desk import rule_text
from booking.words.people import doer_text

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
    "offered": (
        msgid("%(who)s offered %(first)s."),
        msgid("%(who)s offered %(num)s dates from %(first)s to %(last)s."),
    ),
    "offer_taken": (
        msgid("%(who)s took the offer for %(first)s."),
        msgid("%(who)s took the offer for %(num)s dates from %(first)s to %(last)s."),
    ),
    "proposal_accepted": (
        msgid("%(who)s accepted the proposal for %(first)s."),
        msgid("%(who)s accepted the proposal for %(num)s dates from %(first)s to %(last)s."),
    ),
    "withdrew_proposal": (
        msgid("%(who)s withdrew the proposal for %(first)s."),
        msgid("%(who)s withdrew the proposal for %(num)s dates from %(first)s to %(last)s."),
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
    "kept": (
        msgid("%(who)s lets %(first)s take place in spite of the closure."),
        msgid("%(who)s lets %(num)s dates from %(first)s to %(last)s take place in spite of it."),
    ),
    "no_show": (
        msgid("%(who)s noted that nobody came on %(first)s."),
        msgid("%(who)s noted that nobody came on %(num)s dates from %(first)s to %(last)s."),
    ),
    "no_show_mailed": (
        msgid("%(who)s asked the group why nobody came on %(first)s."),
        msgid("%(who)s asked the group about %(num)s dates from %(first)s to %(last)s."),
    ),
    "no_show_disputed": (
        msgid("%(who)s answered: we were there on %(first)s."),
        msgid("%(who)s answered: we were there on %(num)s dates from %(first)s to %(last)s."),
    ),
    "no_show_taken_back": (
        msgid("%(who)s noted that somebody came on %(first)s after all."),
        msgid("%(who)s took back that nobody came on %(num)s dates from %(first)s to %(last)s."),
    ),
    "problem": (
        msgid("%(who)s reported a problem on %(first)s."),
        msgid("%(who)s reported problems on %(num)s dates from %(first)s to %(last)s."),
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
_WITH_THE_BOOKING: Mapping[str, str] = {
    "received": msgid("%(who)s sent the request."),
    "entered": msgid("%(who)s entered the booking."),
    "asked": msgid("%(who)s asked the association a question."),
    "answered": msgid("%(who)s answered the question."),
    "wrote": msgid("%(who)s wrote a message."),
    "question_closed": msgid("%(who)s noted that the question is answered."),
    "message_read": msgid("%(who)s noted that the message was read."),
    "delegate_added": msgid("%(who)s named another person to speak for it."),
    "delegate_ended": msgid("%(who)s took a person off the list of those who speak for it."),
    "association_changed": msgid("%(who)s changed what is known of the association."),
    "association_merged": msgid("%(who)s merged two entries of the same association."),
    "address_replaced": msgid("%(who)s replaced the mail address; old links ended."),
    "renewed": msgid("%(who)s asked to go on after the end of the series."),
    "renewal_change": msgid("%(who)s wants to go on with changes after the end of the series."),
    "renewal_stop": msgid("%(who)s ends the series with its last date."),
    "handed_over": msgid("%(who)s handed the booking over to another person."),
    "month_list_off": msgid("%(who)s switched off the monthly mail."),
    "month_list_on": msgid("%(who)s switched on the monthly mail."),
    "imported": msgid("%(who)s took the booking over from another calendar."),
    "particulars": msgid("%(who)s changed persons, seating or notes."),
    "link_sent": msgid("%(who)s asked for a new link."),
}
"""What is done with a booking as a whole."""


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
    if why in _DEEDS:
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
        deed = _WITH_THE_BOOKING.get(what, msgid("%(who)s changed something."))
        return " ".join([words.gettext(deed, who=who), *at_once(change, words)])
    one, many = _DEEDS.get(kind_of(change), _OTHERWISE)
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
