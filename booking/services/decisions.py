"""What becomes of the dates of a booking: staff decide, associations give up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import (
    Cancellation,
    Conflict,
    Decision,
    find_booking_findings,
    given_up,
    require_own,
    still_blocking,
    together,
)
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput, NotFound, VersionConflict
from booking.domain.rules import Claims, Finding
from booking.domain.rules.case import UNCLAIMED
from booking.domain.statuses import GIVEN_UP, Status
from booking.services.books import Books
from booking.store.claims import Asked, find_claims
from booking.store.door import Door, Step
from booking.store.history import find_changes
from booking.store.ledger import Ledger


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
        last_day = hold_end(books, decision, now)
        wanted = wanted_status(booking, decision)
        taking = [one for one in booking.occurrences if wanted.get(one.id) in TAKING]
        findings = find_findings_of(books, door.ledger, booking, taking)
        conflicts = find_conflicts(booking, taking, findings, decision)
        stopped = {conflict.occurrence.id for conflict in conflicts}
        facts = {
            "reason": decision.reason,
            "overruled": sorted(decision.overrule),
        }
        steps = [
            Step(one, status, last_day if status is Status.HELD else None, facts)
            for one in booking.occurrences
            if (status := wanted.get(one.id)) and one.id not in stopped
        ]
        door.write(booking, steps)
        return Decided(get_again(door, booking), conflicts)

    return books.change(person, now, deed)


TAKING = frozenset({Status.HELD, Status.CONFIRMED})


def cancel(
    books: Books, person: Person, reference: str, cancellation: Cancellation, now: datetime
) -> Decided:
    """Gives dates up: what is confirmed falls away, what is asked for is withdrawn.

    For staff and the booking's own association; to everybody else there is no such
    booking. Dates that are over stay. Raises `NotFound`, `BadInput`.
    """

    def deed(door: Door) -> Decided:
        booking = door.open(reference)
        if not person.may_see_booking(booking.id, booking.association_id):
            raise NotFound(what="booking", reference=reference)
        require_own(booking, cancellation.occurrences or (), "/occurrences")
        facts = {"reason": cancellation.reason}
        steps = [
            Step(one, GIVEN_UP[one.status], facts=facts)
            for one in given_up(booking, cancellation, now)
        ]
        door.write(booking, steps)
        return Decided(get_again(door, booking))

    return books.change(person, now, deed)


def require_version(door: Door, booking: Booking, version: int | None) -> None:
    """Raise `VersionConflict`, with what changed since, if the decision is about an old state."""
    if version is None or version == booking.version:
        return
    changes = find_changes(door.ledger.session, booking.id, since=version)
    raise VersionConflict(version=booking.version, changes=changes, booking=booking)


def hold_end(books: Books, decision: Decision, now: datetime) -> date:
    """The last day of a hold; raises `BadInput` for a day that is over."""
    today = books.house.wall_clock.date_of(now)
    if decision.hold_until is not None and decision.hold_until < today:
        raise BadInput("/hold_until", "in_the_past", day=decision.hold_until)
    return decision.hold_until or today + books.house.hold


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


def find_findings_of(
    books: Books, ledger: Ledger, booking: Booking, dates: Sequence[Occurrence]
) -> dict[int, tuple[tuple[Finding, ...], Claims]]:
    """What stands against some dates of a booking today, and who; by the date's id."""
    asked = [Asked(one.id, books.ids.space_ids(one.spaces), one.occupied) for one in dates]
    own = [one.id for one in booking.occurrences]
    claims = find_claims(ledger.session, asked, ledger.now, ignoring=own)
    return {
        one.id: (
            find_booking_findings(
                booking, one, books.house, claims.get(one.id, UNCLAIMED), ledger.now
            ),
            claims.get(one.id, UNCLAIMED),
        )
        for one in dates
    }


def find_conflicts(
    booking: Booking,
    taking: Collection[Occurrence],
    findings: Mapping[int, tuple[tuple[Finding, ...], Claims]],
    decision: Decision,
) -> tuple[Conflict, ...]:
    """The dates that cannot be had, with the rooms that go with them."""
    stopped = {
        one.position
        for one in taking
        if one.status is not Status.CONFIRMED
        and still_blocking(findings[one.id][0], decision.overrule)
    }
    return tuple(
        Conflict(one, findings[one.id][0], findings[one.id][1].held_by)
        for one in booking.occurrences
        if one.position in stopped and one.id in findings
    )


def get_again(door: Door, booking: Booking) -> Booking:
    """The booking after the deed."""
    found = door.ledger.find_booking_by_id(booking.id)
    if found is None:
        raise NotFound(what="booking", reference=booking.reference)
    return found
