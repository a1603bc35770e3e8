"""Looking at what a decision does to others: larger rooms that are lost as a whole, and groups
that wait for what has become free."""

from collections.abc import Iterable, Sequence
from datetime import date

from booking.domain.bookings import Booking, Occurrence
from booking.domain.changes import Change
from booking.domain.claimants import in_order_of_claims
from booking.domain.consequences import (
    Consequences,
    Waiter,
    confirmable,
    find_losing,
    larger_rooms,
)
from booking.domain.desk import DeskBooking
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.store.claims import Asked, find_claims
from booking.store.ledger import Ledger
from booking.store.queue import in_turn
from calendars.period import Period
from calendars.wallclock import ClockTime

FREED = frozenset({Status.CANCELLED, Status.WITHDRAWN, Status.DECLINED})
MOST_WAITERS = 20


def find_consequences(
    books: Books, ledger: Ledger, desk: DeskBooking, rivals: Sequence[Entry]
) -> Consequences:
    """What follows if all dates that can be had were confirmed."""
    known = {one.occurrence.id: one for one in rivals}
    losing = find_losing(desk.open_dates, known)
    return Consequences(losing, count_lost(books, ledger, desk))


def count_lost(books: Books, ledger: Ledger, desk: DeskBooking) -> dict[str, int]:
    """The larger rooms that are still free as a whole, each with the number of dates on which
    they no longer would be. One question for all dates."""
    wanted = [
        (room, Asked(index, books.ids.space_ids(room.spaces - one.spaces), one.occupied))
        for index, (room, one) in enumerate(
            (room, one)
            for date in confirmable(desk.open_dates)
            for one in date.open_occurrences
            for room in larger_rooms(ledger.house, one.spaces)
        )
    ]
    claims = find_claims(ledger.session, [asked for _, asked in wanted], ledger.now)
    lost: dict[str, int] = {}
    for room, asked in wanted:
        if asked.number not in claims or not claims[asked.number].held_by:
            lost[room.slug] = lost.get(room.slug, 0) + 1
    return lost


def find_waiters(
    books: Books, ledger: Ledger, booking: Booking, history: Iterable[Change]
) -> tuple[Waiter, ...]:
    """Who waits for what this booking has given up, and can have it: by the kind of
    association, then whoever has waited longest. Three questions, however many dates there are."""
    asked = [
        Asked(index, books.ids.space_ids(spaces), period)
        for index, (spaces, period) in enumerate(
            [*given_up(booking, ledger), *moved_away(ledger.house, ledger, history)]
        )
    ]
    claims = find_claims(ledger.session, asked, ledger.now)
    wanted = {number for one in claims.values() if not one.held_by for number in one.asked_by}
    turns = in_turn(ledger, wanted, MOST_WAITERS)
    entries = {one.occurrence.id: one for one in ledger.find_entries([*turns])}
    waiters = [
        Waiter(entries[number], version)
        for number, version in turns.items()
        if number in entries and entries[number].reference != booking.reference
    ]
    return in_order_of_claims(ledger.house, waiters, lambda one: one.entry.user_group)


def given_up(booking: Booking, ledger: Ledger) -> list[tuple[frozenset[str], Period]]:
    """The places of dates still to come that it had or asked for and will not have."""
    return [
        (one.spaces, one.occupied)
        for one in booking.occurrences
        if one.status in FREED and is_ahead(one, ledger)
    ]


def is_ahead(one: Occurrence, ledger: Ledger) -> bool:
    """Whether a date is still to come."""
    return one.period.begin > ledger.now


def moved_away(
    house: House, ledger: Ledger, history: Iterable[Change]
) -> list[tuple[frozenset[str], Period]]:
    """The places still to come that dates were moved from."""
    places = []
    for change in history:
        place = change.facts.get("from")
        if not isinstance(place, dict):
            continue
        room = house.find_room(str(place["room"]))
        begin, end = (ClockTime.parse(str(place[name])) for name in ("begin", "end"))
        day = date.fromisoformat(str(place["day"]))
        if room is not None and day >= ledger.today:
            places.append((room.spaces, house.wall_clock.period(day, begin, end)))
    return places
