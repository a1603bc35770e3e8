"""Offering dates that have become free to those who wait, and taking them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import Conflict, Decision, overruled_of, require_own
from booking.domain.offers import offered_among, waiting_among
from booking.domain.people import Person, require_business, require_staff
from booking.domain.refusals import NotFound
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.services import mail
from booking.services.books import Books
from booking.services.decisions import (
    Decided,
    find_conflicts,
    hold_end,
    moved,
    weigh_dates,
)
from booking.services.mail.urgent import owe_short_notice
from booking.services.weighing import Weighed, require_version
from booking.store.door import Door
from booking.store.steps import Step


@dataclass(frozen=True, slots=True)
class Offering:
    """Which dates of one booking that wait are offered, and until when they are kept."""

    occurrences: frozenset[int]
    until: date | None = None
    """The last day; without it the house's usual time."""
    overrule: frozenset[Rule] = frozenset()
    version: int | None = None


def offer(
    books: Books, person: Person, reference: str, offering: Offering, now: datetime
) -> Decided:
    """Staff offer dates to whoever waits for them: they are kept until a day, and the
    association says yes or no on its page.

    A date that is taken again stays on the waiting list and comes back as a conflict; one that
    does not wait is left alone. Raises `NotFound`, `VersionConflict`, `BadInput`, `SignInNeeded`,
    `NotAllowed`.
    """
    require_staff(person)

    def deed(door: Door) -> Decided:
        booking = door.open(reference)
        require_version(door, booking, offering.version)
        require_own(booking, offering.occurrences, "/occurrences")
        waiting = waiting_among(booking, offering.occurrences)
        decision = Decision(hold_until=offering.until, overrule=offering.overrule)
        last_day = hold_end(books, decision, waiting, now)
        weighed = weigh_dates(books, door.ledger, booking, waiting, leaving=())
        conflicts = find_conflicts(booking, waiting, weighed, decision)
        steps = steps_of(waiting, conflicts, weighed, last_day, offering.overrule)
        after = door.write(booking, steps)
        mail.owe_offer(door, books.house, after, moved(steps), last_day)
        return Decided(after, conflicts)

    return books.change(person, now, deed)


def steps_of(
    waiting: Collection[Occurrence],
    conflicts: Collection[Conflict],
    weighed: dict[int, Weighed],
    last_day: date,
    overrule: Collection[Rule],
) -> list[Step]:
    """The steps that keep the dates for those who wait, as far as nothing is in the way."""
    stopped = {one.occurrence.id for one in conflicts}
    return [
        Step(
            one,
            Status.HELD,
            last_day,
            offers=True,
            facts={
                "why": "offered",
                "overruled": overruled_of(weighed[one.id].findings, overrule),
            },
        )
        for one in waiting
        if one.id not in stopped
    ]


def take_offer(
    books: Books, person: Person, reference: str, occurrence: int, now: datetime
) -> Booking:
    """The association takes a date that the house offers, with the rooms that go with it: it
    is confirmed. Taken twice is taken. Raises `NotFound` if nothing is offered there, and to
    people whose business the booking is not."""

    def deed(door: Door) -> Booking:
        booking = require_business(person, door.open(reference))
        offered = offered_among(booking, {occurrence})
        if not offered and not is_taken(booking, occurrence):
            raise NotFound(what="offer", occurrence=occurrence)
        steps = [Step(one, Status.CONFIRMED, facts={"why": "offer_taken"}) for one in offered]
        after = door.write(booking, steps)
        mail.owe_decision(door, books.house, after, moved(steps))
        owe_short_notice(door, books.house, booking, after)
        return after

    return books.change(person, now, deed)


def is_taken(booking: Booking, occurrence: int) -> bool:
    """Whether this date is confirmed already."""
    return any(
        one.id == occurrence and one.status is Status.CONFIRMED for one in booking.occurrences
    )
