"""Which moves of a plan can be made together, when others or each other are in the way.

A date whose place cannot be had stays where it is, and so does whoever needs the place
of one that stays; no two dates end up in one place.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from booking.domain.bookings import Occurrence
from booking.domain.moves import Move
from booking.domain.occupancy import LONGEST_OCCUPANCY, Occupancy, find_late


def settle(
    moves: Sequence[Move], staying: Iterable[Occurrence], refused: Collection[int]
) -> tuple[Move, ...]:
    """The moves that can be made together, given the ids of dates that cannot move.

    `staying` are the booking's other dates. Whoever needs the place of a date that
    stays has to stay, too, and so on until nobody does. Rooms of a date go together.
    """
    staying = tuple(staying)
    places = Places((*staying, *(move.occurrence for move in moves)))
    needs = {move.occurrence.id: places.needed_by(move) for move in moves}
    halted = {move.occurrence.position for move in moves if move.occurrence.id in refused}
    halted |= crowding(moves)
    while True:
        going = [move for move in moves if move.occurrence.position not in halted]
        leaving = {move.occurrence.id for move in going}
        needy = {move.occurrence.position for move in going if needs[move.occurrence.id] - leaving}
        if not needy:
            return tuple(going)
        halted |= needy


def find_own_rivals(
    move: Move, plan: Iterable[Move], staying: Iterable[Occurrence], going: Iterable[Move]
) -> frozenset[int]:
    """The ids of the booking's other dates that take, or would take, the place that a move
    needs: those that keep theirs, and those of the plan that want the same."""
    occupied = move.place.occupied
    if occupied is None:
        return frozenset()
    leaving = {one.occurrence.id for one in going}
    wanted = Occupancy(move.occurrence.id, move.place.spaces, occupied)
    kept = [*staying, *(one.occurrence for one in plan if one.occurrence.id not in leaving)]
    rivals = [Occupancy(one.id, one.spaces, one.occupied) for one in kept]
    rivals += [
        Occupancy(one.occurrence.id, one.place.spaces, other)
        for one in plan
        if (other := one.place.occupied)
    ]
    return frozenset(one.holder for one in rivals if one.clashes_with(wanted))


class Places:
    """The present places of a booking's dates, ordered so that few are looked at."""

    def __init__(self, occurrences: Iterable[Occurrence]) -> None:
        self._ordered = sorted(occurrences, key=lambda one: one.occupied.begin)
        self._begins = [one.occupied.begin for one in self._ordered]

    def needed_by(self, move: Move) -> frozenset[int]:
        """The ids of the dates whose place, in part at least, a move needs; not its own."""
        occupied = move.place.occupied
        if occupied is None:
            return frozenset()
        first = bisect_left(self._begins, occupied.begin - LONGEST_OCCUPANCY)
        last = bisect_left(self._begins, occupied.end)
        return frozenset(
            one.id
            for one in self._ordered[first:last]
            if one.id != move.occurrence.id
            and one.occupied.overlaps(occupied)
            and not one.spaces.isdisjoint(move.place.spaces)
        )


def crowding(moves: Sequence[Move]) -> frozenset[int]:
    """The positions whose new place cannot be had because an earlier one of the same plan
    takes it, or because the clocks leave it out."""
    late = find_late(
        Occupancy(move.occurrence.id, move.place.spaces, occupied)
        for move in moves
        if (occupied := move.place.occupied)
    )
    return frozenset(
        move.occurrence.position
        for move in moves
        if move.place.occupied is None or move.occurrence.id in late
    )
