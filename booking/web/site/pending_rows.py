"""The rows of the inbox: who asks for what, and in one line why somebody has to look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from booking.domain.bookings import Occurrence
from booking.domain.desk import DeskBooking, Pile
from booking.domain.house import House
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.web.site.desk_rows import rooms_text
from booking.words.catalogue import Words
from booking.words.dates import list_text, short_day_text
from booking.words.desk import freed_text, reasons_text, rivals_text, when_text
from booking.words.statuses import status_text
from booking.words.talk import news_text, unanswered_text, wait_texts, wish_text


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A booking of the inbox in a few words."""

    desk: DeskBooking
    rooms: str
    when: str
    why: str
    """Why somebody has to look, or what it waits for."""
    is_overdue: bool


def pending_row(
    desk: DeskBooking, rivals: Mapping[int, str], house: House, words: Words
) -> PendingRow:
    """The row of a booking that waits; it tells of the dates that its button confirms, or else
    of the open ones, if it has any."""
    shown = confirmed_by_button(desk) or open_ones(desk) or desk.booking.occurrences
    told = why_waiting(desk, words) if desk.is_resting else why_pending(desk, rivals, words)
    return PendingRow(
        desk=desk,
        rooms=rooms_text(dict.fromkeys(one.room for one in shown), house, words),
        when=with_held(when_text(shown, words), desk, words),
        why=" · ".join(told),
        is_overdue=desk.answer_by < desk.today and not desk.is_only_news,
    )


def confirmed_by_button(desk: DeskBooking) -> tuple[Occurrence, ...]:
    """The dates that one click in the inbox confirms."""
    if desk.pile is not Pile.CLEAR:
        return ()
    return tuple(one for one in open_ones(desk) if one.id in desk.free_ids)


def with_held(when: str, desk: DeskBooking, words: Words) -> str:
    """When a booking is, and how many more dates are held, which one click leaves held."""
    held = sum(1 for one in desk.open_dates if one.statuses == (Status.HELD,))
    if not held or not confirmed_by_button(desk):
        return when
    return words.gettext("%(when)s; held: %(num)s", when=when, num=held)


def open_ones(desk: DeskBooking) -> tuple[Occurrence, ...]:
    """The dates that somebody still has to decide about, room by room."""
    return tuple(one for date in desk.open_dates for one in date.open_occurrences)


def why_pending(desk: DeskBooking, rivals: Mapping[int, str], words: Words) -> Iterator[str]:
    """What the association said, what has become free, and what speaks against its dates."""
    talk = desk.talk
    if talk.news:
        yield news_text(talk.news[-1], words)
    if talk.wishes:
        yield wish_text(words)
    if question := talk.unanswered(desk.today):
        yield unanswered_text(question, words)
    if any(one.is_freed for one in desk.open_dates):
        yield freed_text(words)
    for rule in (Rule.TAKEN, Rule.ASKED_FOR):
        if rule in desk.reasons:
            yield rivals_text(rule, groups_of(desk, rivals), desk, words)
    others: dict[Rule, int] = {
        rule: number
        for rule, number in desk.reasons.items()
        if rule not in (Rule.TAKEN, Rule.ASKED_FOR)
    }
    if others:
        yield reasons_text(others, len(desk.open_dates), words)
    if desk.booking.any_room and desk.open_dates:
        yield words.gettext("another room is fine, too")


def groups_of(desk: DeskBooking, rivals: Mapping[int, str]) -> list[str]:
    """The groups that hold or want one of its dates, each once, in the order of their claims."""
    ids = frozenset().union(*(one.rivals for one in desk.open_dates))
    return list(dict.fromkeys(name for number, name in rivals.items() if number in ids))


def why_waiting(desk: DeskBooking, words: Words) -> Iterator[str]:
    """What it waits for and until when: `vorgemerkt bis Di. 01.12.2026`, `Warteliste`."""
    yield from wait_texts(desk, words)
    held = [one for one in open_ones(desk) if one.hold_until and not one.offered]
    if held:
        last = min(one.hold_until for one in held if one.hold_until)
        yield words.gettext("held until %(day)s", day=short_day_text(last, words))
    if any(one.status is Status.WAITING for one in open_ones(desk)):
        yield list_text([status_text(Status.WAITING, words)], words)
