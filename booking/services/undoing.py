"""Taking back the last deed on a booking, while it is fresh.

Dates go back to the status they had, and to what was proposed or offered for them. One that
held its room then is checked as if it were confirmed for the first time: somebody may have
taken the room since.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.changes import Change, can_be_taken_back
from booking.domain.decisions import Conflict, candidate_of, still_blocking
from booking.domain.people import Person, require_staff
from booking.domain.refusals import CannotUndo
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.services import mail
from booking.services.books import Books
from booking.services.mail.urgent import owe_short_notice
from booking.services.reopening import MAY_RETURN, find_returning, reopen
from booking.services.weighing import Weighed, require_version, weigh_places
from booking.store.door import Door
from booking.store.history import find_changes
from booking.store.proposals import proposed_space_ids
from booking.store.steps import Step


@dataclass(frozen=True, slots=True)
class Undone:
    """A booking as it stands after its last deed was taken back, and what could not be."""

    booking: Booking
    conflicts: tuple[Conflict, ...] = ()


def undo(books: Books, person: Person, reference: str, version: int, now: datetime) -> Undone:
    """Takes back the deed that made this version, if it is the last and still fresh.

    Raises `VersionConflict` if something happened since, `CannotUndo` if it is too old, moved
    a date (which is moved back instead), was a way back itself or not a deed of staff.
    """
    require_staff(person)

    def deed(door: Door) -> Undone:
        also = proposed_space_ids(door.ledger, reference, MAY_RETURN)
        booking = door.open(reference, also)
        require_version(door, booking, version)
        last = last_deed(door, booking, now)
        back = {
            one.id: Status(str(last[one.id].facts["before"]))
            for one in booking.occurrences
            if one.id in last
        }
        stopped, weighed = find_stopped(books, door, booking, back)
        going = back.keys() - stopped
        returning = find_returning(door, booking, last, going)
        after = door.take_back(
            booking,
            [step_back(one, last[one.id]) for one in booking.occurrences if one.id in going],
        )
        reopen(books, door, after, returning)
        conflicts = tuple(
            conflict_of(one, weighed.get(one.id, Weighed()))
            for one in booking.occurrences
            if one.id in stopped
        )
        if not conflicts:
            mail.take_back(door, books.house, booking)
        owe_short_notice(door, books.house, booking, after)
        return Undone(after, conflicts)

    return books.change(person, now, deed)


def step_back(one: Occurrence, last: Change) -> Step:
    """The way back of a date: to its hold and to the offer that it was, if it was one."""
    return Step(
        one,
        Status(str(last.facts["before"])),
        hold_end(last),
        offers=bool(last.facts.get("offered_before")),
        facts={"why": "undone"},
    )


def last_deed(door: Door, booking: Booking, now: datetime) -> Mapping[int, Change]:
    """The steps that made the present version, by date; raises `CannotUndo`."""
    changes = find_changes(door.ledger.session, booking.id, since=booking.version - 1)
    steps = {
        change.occurrence_id: change
        for change in changes
        if change.what == "step" and change.occurrence_id is not None
    }
    if not steps or not can_be_taken_back(steps.values(), now):
        raise CannotUndo
    return steps


def find_stopped(
    books: Books, door: Door, booking: Booking, back: Mapping[int, Status]
) -> tuple[frozenset[int], Mapping[int, Weighed]]:
    """The dates that cannot go back, and what stands against them. All rooms of a date go
    back or none; asked again while some must stay, as those leave no place to others."""
    stopped: frozenset[int] = frozenset()
    weighed: dict[int, Weighed] = {}
    while True:
        going = {number: status for number, status in back.items() if number not in stopped}
        weighed |= weigh_returning(books, door, booking, going)
        lost = {
            one.position
            for one in booking.occurrences
            if one.id in weighed and takes_no_more(weighed[one.id])
        }
        found = frozenset(
            one.id for one in booking.occurrences if one.id in back and one.position in lost
        )
        if found == stopped:
            return stopped, weighed
        stopped = found


def weigh_returning(
    books: Books, door: Door, booking: Booking, back: Mapping[int, Status]
) -> dict[int, Weighed]:
    """What stands against the dates that would hold their room again."""
    returning: list[Occurrence] = [
        one
        for one in booking.occurrences
        if one.id in back and back[one.id].holds and not one.status.holds
    ]
    places = {one.id: place for one in returning if (place := candidate_of(one, books.house))}
    return weigh_places(books, door.ledger, booking, places, leaving=back)


def conflict_of(occurrence: Occurrence, weighed: Weighed) -> Conflict:
    """A date that stays, with what is in its way; rooms wanted together stay together."""
    return Conflict(occurrence, weighed.findings, weighed.claims.held_by)


def takes_no_more(weighed: Weighed) -> bool:
    """Whether the room has gone to somebody else. Other rules were answered the first time."""
    everything_else = frozenset(Rule) - {Rule.TAKEN}
    return bool(still_blocking(weighed.findings, everything_else))


def hold_end(change: Change) -> date | None:
    """The last day of the hold that a date goes back to, if it was held."""
    told = change.facts.get("hold_until_before")
    return date.fromisoformat(str(told)) if told else None
