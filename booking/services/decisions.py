"""What becomes of the dates of a booking: staff decide, associations give up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import (
    Cancellation,
    Conflict,
    Decision,
    candidate_of,
    given_up,
    overruled_of,
    require_own,
    room_gone,
    still_blocking,
    together,
    usual_hold_end,
)
from booking.domain.occupancy import Occupancy, find_late
from booking.domain.people import Person, require_business, require_staff
from booking.domain.refusals import BadInput
from booking.domain.statuses import GIVEN_UP, Status
from booking.services import mail
from booking.services.books import Books
from booking.services.mail.given_up import owe_cancellation
from booking.services.mail.urgent import owe_short_notice
from booking.services.weighing import Weighed, require_version, weigh_places
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.steps import Step


@dataclass(frozen=True, slots=True)
class Decided:
    """A booking as it stands after a deed, with the dates that could not be had."""

    booking: Booking
    conflicts: tuple[Conflict, ...] = ()


def decide(
    books: Books, person: Person, reference: str, decision: Decision, now: datetime
) -> Decided:
    """Confirms, holds and declines dates of one booking, each for itself.

    A date that is taken meanwhile stays as it is and comes back as a conflict; the
    others are decided all the same. Raises `NotFound`, `VersionConflict`, `BadInput`
    for ids of other bookings, `WrongStep`, and `SignInNeeded` or `NotAllowed`.
    """
    require_staff(person)

    def deed(door: Door) -> Decided:
        booking = door.open(reference)
        require_version(door, booking, decision.version)
        wanted = wanted_status(booking, decision)
        held = [one for one in booking.occurrences if wanted.get(one.id) is Status.HELD]
        last_day = hold_end(books, decision, held, now)
        taking = [one for one in booking.occurrences if wanted.get(one.id) in TAKING]
        declined = [number for number, status in wanted.items() if status is Status.DECLINED]
        weighed = weigh_dates(books, door.ledger, booking, taking, leaving=declined)
        conflicts = find_conflicts(booking, taking, weighed, decision)
        stopped = {conflict.occurrence.id for conflict in conflicts}
        steps = [
            Step(
                occurrence=one,
                status=status,
                hold_until=last_day if status is Status.HELD else None,
                facts=facts_of(decision, status, declined, weighed.get(one.id, Weighed())),
            )
            for one in booking.occurrences
            if (status := wanted.get(one.id)) and one.id not in stopped
        ]
        decided = Decided(door.write(booking, steps), conflicts)
        mail.owe_decision(
            door, books.house, decided.booking, moved(steps), stopped, decision.reason
        )
        owe_short_notice(door, books.house, booking, decided.booking)
        return decided

    return books.change(person, now, deed)


def moved(steps: Iterable[Step]) -> list[int]:
    """The ids of the dates that change at all."""
    return [step.occurrence.id for step in steps if step.moves]


TAKING = frozenset({Status.HELD, Status.CONFIRMED})


def facts_of(
    decision: Decision, status: Status, declined: Sequence[int], weighed: Weighed
) -> Mapping[str, object]:
    """What the history keeps of a decision on one date: why, and which rules gave way. Where
    dates are declined, the reason is about them alone."""
    is_why = status is Status.DECLINED or not declined
    counted = {"because": decision.because.value} if decision.because and is_why else {}
    return {
        "reason": decision.reason if is_why else "",
        "overruled": overruled_of(weighed.findings, decision.overrule),
        **counted,
    }


def cancel(
    books: Books, person: Person, reference: str, cancellation: Cancellation, now: datetime
) -> Decided:
    """Gives dates up: what is confirmed falls away, what is asked for is withdrawn.

    For staff and the booking's own association; to everybody else there is no such
    booking. Dates that are over stay. Raises `NotFound`, `BadInput`.
    """

    def deed(door: Door) -> Decided:
        booking = require_business(person, door.open(reference))
        require_own(booking, cancellation.occurrences or (), "/occurrences")
        facts = {"reason": cancellation.reason}
        steps = [
            Step(one, GIVEN_UP[one.status], facts=facts)
            for one in given_up(booking, cancellation, now)
        ]
        after = door.write(booking, steps)
        owe_cancellation(door, books.house, after, moved(steps), cancellation.reason)
        owe_short_notice(door, books.house, booking, after)
        return Decided(after)

    return books.change(person, now, deed)


def hold_end(books: Books, decision: Decision, held: Sequence[Occurrence], now: datetime) -> date:
    """The last day of a hold; raises `BadInput` for a day that is over, that lies beyond the
    horizon of the house, or on which one of the dates takes place already."""
    today = books.house.wall_clock.date_of(now)
    last_day = decision.hold_until or usual_hold_end(books.house, held, today)
    if last_day < today:
        raise BadInput("/hold_until", "in_the_past", day=last_day)
    if decision.hold_until and last_day > today + books.house.horizon:
        raise BadInput("/hold_until", "too_far", last=today + books.house.horizon)
    first = min((one.day for one in held), default=None)
    if decision.hold_until and first and last_day >= first:
        raise BadInput("/hold_until", "after_the_date", day=first)
    return last_day


def wanted_status(booking: Booking, decision: Decision) -> Mapping[int, Status]:
    """What each date shall become; rooms wanted together share it."""
    wanted: dict[int, Status] = {}
    for pointer, ids, status in (
        ("/confirm", decision.confirmed_of(booking), Status.CONFIRMED),
        ("/hold", decision.hold, Status.HELD),
        ("/decline", decision.decline, Status.DECLINED),
    ):
        require_own(booking, ids, pointer)
        for one in together(booking, ids):
            if wanted.setdefault(one.id, status) is not status:
                raise BadInput(pointer, "date_decided_twice")
    return wanted


def weigh_dates(
    books: Books,
    ledger: Ledger,
    booking: Booking,
    dates: Sequence[Occurrence],
    leaving: Collection[int],
) -> dict[int, Weighed]:
    """What stands against some dates of a booking where they are, once others are leaving;
    by the date's id. A date whose room is no longer in the house has nothing against it
    but that."""
    places = {one.id: place for one in dates if (place := candidate_of(one, books.house))}
    gone = {one.id: Weighed((room_gone(one),)) for one in dates if one.id not in places}
    return gone | weigh_places(books, ledger, booking, places, leaving)


def find_conflicts(
    booking: Booking,
    taking: Collection[Occurrence],
    weighed: Mapping[int, Weighed],
    decision: Decision,
) -> tuple[Conflict, ...]:
    """The dates that cannot be had, with the rooms that go with them."""
    stopped = {
        one.position
        for one in taking
        if one.status is not Status.CONFIRMED
        and still_blocking(weighed[one.id].findings, decision.overrule)
    }
    late = find_late(
        Occupancy(one.id, one.spaces, one.occupied) for one in taking if one.position not in stopped
    )
    stopped |= {one.position for one in taking if one.id in late}
    return tuple(
        Conflict(one, weighed[one.id].findings, weighed[one.id].claims.held_by)
        for one in booking.occurrences
        if one.position in stopped and one.id in weighed
    )
