"""Moving dates of a booking."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import Conflict, overruled_of, still_blocking
from booking.domain.entries import Entry
from booking.domain.moves import Move, Scope, Target, plan_moves
from booking.domain.people import Person, require_staff
from booking.domain.rules import Finding, Rule, Severity
from booking.domain.settling import find_own_rivals, settle
from booking.domain.statuses import HOLDING, OPEN
from booking.domain.verdicts import blocking_rules
from booking.services.books import Books
from booking.services.mail.moved import owe_moved
from booking.services.mail.urgent import owe_short_notice
from booking.services.weighing import (
    Weighed,
    require_version,
    space_ids_of,
    weigh_places,
)
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.steps import Step


@dataclass(frozen=True, slots=True)
class Moving:
    """One date to be moved, and which others go with it."""

    occurrence: int
    target: Target
    scope: Scope = Scope.ONE
    reason: str = ""
    overrule: frozenset[Rule] = frozenset()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A booking as it stands after its dates were moved, with those that had to stay."""

    booking: Booking
    conflicts: tuple[Conflict, ...]


def move(books: Books, person: Person, reference: str, moving: Moving, now: datetime) -> Moved:
    """Moves dates together: each keeps its status and its identity.

    A date whose new place cannot be had stays, and so does whoever needs the place of one
    that stays; they come back as conflicts. Raises `NotFound`, `VersionConflict`,
    `BadInput`, and `SignInNeeded` or `NotAllowed` for anybody but staff.
    """
    require_staff(person)
    target = moving.target.room
    also = space_ids_of(books, [target]) if target else ()

    def deed(door: Door) -> Moved:
        booking = door.open(reference, also)
        require_version(door, booking, moving.version)
        plan = plan_moves(booking, moving.occurrence, moving.target, moving.scope, books.house, now)
        going, weighed = settle_among_others(books, door.ledger, booking, plan, moving.overrule)
        after = door.write(booking, steps_of(going, moving.reason, weighed, moving.overrule))
        conflicts = left_behind(booking, plan, going, weighed)
        owe_moved(door, books.house, booking, after, moving.reason)
        owe_short_notice(door, books.house, booking, after)
        return Moved(after, conflicts)

    return books.change(person, now, deed)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a move if it were made now."""

    booking: Booking
    plan: tuple[Move, ...]
    """Every date that shall go elsewhere."""
    conflicts: tuple[Conflict, ...]
    """Those that would have to stay, and why."""
    holders: Mapping[int, Entry]
    """Whose dates hold the places of those, by their ids."""


def look_at_move(
    books: Books, person: Person, reference: str, moving: Moving, now: datetime
) -> Preview:
    """Works a move out without making it. Raises as `move` does."""
    require_staff(person)
    with books.reading(now) as ledger:
        booking = ledger.get_booking(reference)
        house = ledger.house
        plan = plan_moves(booking, moving.occurrence, moving.target, moving.scope, house, now)
        going, weighed = settle_among_others(books, ledger, booking, plan, moving.overrule)
        conflicts = left_behind(booking, plan, going, weighed)
        holding = frozenset[int]().union(*(one.held_by for one in conflicts))
        holders = {one.occurrence.id: one for one in ledger.find_entries(holding)}
        return Preview(booking, tuple(plan), conflicts, holders)


def settle_among_others(
    books: Books, ledger: Ledger, booking: Booking, plan: Sequence[Move], overrule: Collection[Rule]
) -> tuple[Sequence[Move], Mapping[int, Weighed]]:
    """The moves that can be made, and what stands against each of the plan. Asked again
    while some must stay: what is kept free for those is not to be had either."""
    weighed: dict[int, Weighed] = {}
    going: Sequence[Move] = plan
    while True:
        places = {one.occurrence.id: one.place for one in going}
        weighed |= weigh_places(books, ledger, booking, places, leaving=places)
        settled = settle(plan, staying(booking, plan), blocked(weighed, overrule))
        if len(settled) == len(going):
            return settled, weighed
        going = settled


def staying(booking: Booking, plan: Sequence[Move]) -> list[Occurrence]:
    """The dates of a booking that keep their place: those that are not in the plan, and
    still take or ask for one."""
    planned = {one.occurrence.id for one in plan}
    return [
        one for one in booking.occurrences if one.id not in planned and one.status in HOLDING | OPEN
    ]


def blocked(weighed: Mapping[int, Weighed], overrule: Collection[Rule]) -> list[int]:
    """The dates whose new place cannot be had."""
    return [number for number, one in weighed.items() if still_blocking(one.findings, overrule)]


def steps_of(
    going: Sequence[Move],
    reason: str,
    weighed: Mapping[int, Weighed],
    overrule: Collection[Rule] = (),
) -> list[Step]:
    """The steps that make the moves; every date keeps its status, and its history tells
    which rules gave way to it."""
    return [
        Step(
            one.occurrence,
            one.occurrence.status,
            one.occurrence.hold_until,
            place=one.place,
            facts={
                "reason": reason,
                "overruled": overruled_of(weighed[one.occurrence.id].findings, overrule),
            },
        )
        for one in going
    ]


def left_behind(
    booking: Booking,
    plan: Sequence[Move],
    going: Sequence[Move],
    weighed: Mapping[int, Weighed],
) -> tuple[Conflict, ...]:
    """The dates that had to stay, each with what stands against its new place: others, the
    house, or other dates of the booking."""
    gone = {one.occurrence.id for one in going}
    others = staying(booking, plan)
    conflicts = []
    for one in plan:
        if one.occurrence.id in gone:
            continue
        against = weighed[one.occurrence.id]
        rivals = find_own_rivals(one, plan, others, going)
        conflicts.append(
            Conflict(
                one.occurrence,
                (*against.findings, *taken_by_own(one, against, rivals)),
                against.claims.held_by | rivals,
            )
        )
    return tuple(conflicts)


def taken_by_own(one: Move, against: Weighed, rivals: Collection[int]) -> list[Finding]:
    """The finding that names other dates of the booking, unless others hold the place anyway."""
    if not rivals or Rule.TAKEN in blocking_rules(against.findings):
        return []
    place = one.place
    facts = {"with": sorted(rivals)}
    return [Finding(Rule.TAKEN, Severity.BLOCK, place.day, place.room.slug, facts)]
