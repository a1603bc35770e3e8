"""Closing the house or some rooms, and opening them again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.closing import Closing, Fate, by_date, find_hits, for_all_rooms
from booking.domain.closures import Closure, MadeClosure
from booking.domain.entries import Entry
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.closure_hits import (
    Fates,
    chosen,
    end_moot,
    find_entries,
    find_locked_hits,
    find_moot,
    require_answers,
    settle,
)
from booking.store import closures as kept
from booking.store.closures import NewClosure
from booking.store.deeds import digest
from booking.store.door import Door
from booking.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class ListedClosure:
    """A closure that staff have made, with the dates of which nobody has said what shall
    become of them, each in all its rooms."""

    made: MadeClosure
    undecided: tuple[Entry, ...]
    staying: int = 0
    """How many dates to come take place all the same."""

    @property
    def to_decide(self) -> int:
        """How many dates are undecided, whatever rooms they have."""
        return len(by_date(self.undecided))


@dataclass(frozen=True, slots=True)
class ClosureList:
    """All closures that are not over."""

    made: tuple[ListedClosure, ...]
    of_room_file: tuple[Closure, ...]


def list_closures(books: Books, person: Person, now: datetime) -> ClosureList:
    """What is closed today or later; as many questions for thirty closures as for one."""
    require_staff(person)
    today = books.house.wall_clock.date_of(now)
    with books.reading(now) as ledger:
        made = [
            one
            for one in kept.find_made_closures(ledger.session, books.house)
            if one.counting and one.counting.last >= today
        ]
        entries = find_entries(ledger, [one.closure for one in made])
    return ClosureList(
        made=tuple(listed(books, one, entries, now) for one in made),
        of_room_file=tuple(one for one in books.house.closures if one.last >= today),
    )


def look_at_hits(
    books: Books, person: Person, closing: Closing, now: datetime
) -> tuple[Entry, ...]:
    """Which dates a closure would hit; nothing is closed by looking. Raises `BadInput`."""
    require_staff(person)
    closure = as_possible(books, closing, now)
    with books.reading(now) as ledger:
        return find_hits(closure, books.house, find_entries(ledger, [closure]), now)


def look_at_moot(
    books: Books, person: Person, closing: Closing, now: datetime
) -> tuple[Entry, ...]:
    """What the house has proposed to associations and a closure would make impossible: those
    proposals end with it. Raises `BadInput`."""
    require_staff(person)
    closure = as_possible(books, closing, now)
    with books.reading(now) as ledger:
        return find_moot(ledger, closure)


def find_unmailed(
    books: Books, person: Person, references: Collection[str], now: datetime
) -> Mapping[str, Booking]:
    """Those of these bookings whose group reads no mail, so that somebody has to call; by
    reference."""
    require_staff(person)
    with books.reading(now) as ledger:
        found = ledger.find_bookings_named(references) if references else ()
    return {one.reference: one for one in found if not one.email and not one.kind.is_own}


def close(
    books: Books,
    person: Person,
    closing: Closing,
    fates: Fates,
    message: str,
    key: str,
    now: datetime,
) -> int:
    """Closes, and does with every date that is hit what was said of it, all or nothing.

    `message` comes after the reason in what associations read. One `key` (the nonce of a form)
    makes one closure. Raises `HitsUnanswered` if a date is hit of which nothing was said, such
    as one that was confirmed meanwhile; `BadInput`.
    """
    require_staff(person)
    closure = as_possible(books, closing, now)

    def deed(door: Door) -> int:
        session = door.ledger.session
        done = kept.find_closure_id(session, digest(key))
        if done is not None:
            return done
        hits = find_locked_hits(books, door, closure)
        said = for_all_rooms(hits, fates)
        require_answers(hits, said)
        number = kept.add_closure(
            session,
            NewClosure(
                digest(key),
                closing.first,
                closing.last,
                dict(closing.reason),
                closing.rooms,
                chosen(hits, said, Fate.KEEP),
                now,
                person.account_id,
            ),
        )
        settle(books, door, closure, hits, said, message)
        end_moot(door, closure)
        return number

    return books.change(person, now, deed)


def get_closure(books: Books, person: Person, number: int, now: datetime) -> ListedClosure:
    """One closure that counts, with what is still to be decided; raises `NotFound`."""
    require_staff(person)
    with books.reading(now) as ledger:
        made = get_made(books, ledger, number)
        entries = find_entries(ledger, [made.closure])
    return listed(books, made, entries, now)


def decide_hits(
    books: Books, person: Person, number: int, fates: Fates, message: str, now: datetime
) -> None:
    """Does with dates that a closure hits what was to be said later. Dates that are no
    longer hit, or were answered meanwhile, stay as they are. Raises `NotFound`."""
    require_staff(person)

    def deed(door: Door) -> None:
        kept.lock_closure(door.ledger.session, number)
        made = get_made(books, door.ledger, number)
        hits = find_locked_hits(books, door, made.closure)
        open_ones = [one for one in hits if one.occurrence.id not in made.kept]
        said = for_all_rooms(open_ones, fates)
        kept.keep_dates(door.ledger.session, number, chosen(open_ones, said, Fate.KEEP))
        settle(books, door, made.closure, open_ones, said, message)

    books.change(person, now, deed)


def reopen(books: Books, person: Person, number: int, now: datetime) -> None:
    """From today on it is no longer closed. What fell because of it stays cancelled. Done
    twice it is done once; raises `NotFound`."""
    require_staff(person)
    today = books.house.wall_clock.date_of(now)

    def deed(door: Door) -> None:
        made = kept.find_made_closures(door.ledger.session, books.house)
        found = next((one for one in made if one.id == number), None)
        if found is None:
            raise NotFound(what="closure", number=number)
        if found.reopened_on is None:
            kept.reopen(door.ledger.session, number, today)

    books.change(person, now, deed)


def as_possible(books: Books, closing: Closing, now: datetime) -> Closure:
    """What would be closed; raises `BadInput` for rooms that there are not and days that
    are over."""
    if any(books.house.find_room(slug) is None for slug in closing.rooms):
        raise BadInput("/rooms", "unknown_room")
    if closing.last < books.house.wall_clock.date_of(now):
        raise BadInput("/last", "in_the_past", day=closing.last)
    return closing.as_closure()


def listed(
    books: Books, made: MadeClosure, entries: Iterable[Entry], now: datetime
) -> ListedClosure:
    """A closure with the dates that it still hits, apart from those that nobody minds."""
    if made.counting is None:
        return ListedClosure(made, ())
    hits = find_hits(made.counting, books.house, entries, now)
    undecided = tuple(one for one in hits if one.occurrence.id not in made.kept)
    staying = [one for one in hits if one.occurrence.id in made.kept]
    return ListedClosure(made, undecided, len(by_date(staying)))


def get_made(books: Books, ledger: Ledger, number: int) -> MadeClosure:
    """The closure of that number, if it counts."""
    made = kept.find_made_closures(ledger.session, books.house)
    found = next((one for one in made if one.id == number and one.counting), None)
    if found is None:
        raise NotFound(what="closure", number=number)
    return found
