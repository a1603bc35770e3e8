"""The dates that a closure hits, and doing with each what was said of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from booking.domain.bookings import Booking
from booking.domain.closing import Fate, HitsUnanswered, find_hits, spaces_of
from booking.domain.closures import Closure
from booking.domain.decisions import together
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.statuses import Status
from booking.services import mail
from booking.services.books import Books
from booking.services.mail.given_up import owe_cancellation
from booking.services.mail.urgent import owe_short_notices
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.proposals import find_proposed_entries
from booking.store.steps import Step
from calendars.period import Period

Fates = Mapping[int, Fate]
"""What was said of each date, by its id."""


def find_entries(ledger: Ledger, closures: Sequence[Closure]) -> tuple[Entry, ...]:
    """Whatever is held, asked for or waited for from the first to the last of their days."""
    if not closures:
        return ()
    first, last = min(one.first for one in closures), max(one.last for one in closures)
    period, spaces = whole_days(first, last, ledger.house), ledger.house.spaces.keys()
    held = ledger.find_held_entries(spaces, period)
    return (*held, *ledger.find_asked_entries(spaces, period))


def whole_days(first: date, last: date, house: House) -> Period:
    """From the midnight before the first day to that after the last."""
    return house.wall_clock.days(first, date.fromordinal(last.toordinal() + 1))


def find_locked_hits(books: Books, door: Door, closure: Closure) -> tuple[Entry, ...]:
    """The dates that are hit, nobody else changing them until the transaction ends. Raises
    `HitsUnanswered` if a booking came in between."""
    ledger, house = door.ledger, books.house
    before = find_hits(closure, house, find_entries(ledger, [closure]), ledger.now)
    spaces = books.ids.space_ids(spaces_of(closure, house))
    references = sorted({one.reference for one in (*before, *find_moot(ledger, closure))})
    door.open_together(references, also=spaces)
    hits = find_hits(closure, house, find_entries(ledger, [closure]), ledger.now)
    if not {one.reference for one in (*hits, *find_moot(ledger, closure))} <= set(references):
        raise HitsUnanswered(hits=hits)
    return hits


def find_moot(ledger: Ledger, closure: Closure) -> tuple[Entry, ...]:
    """What the house has proposed to associations and keeps free for them, and what the closure
    makes impossible: the dates as they would have been there."""
    house = ledger.house
    period = whole_days(closure.first, closure.last, house)
    proposed = find_proposed_entries(ledger, house.spaces.keys(), period)
    return find_hits(closure, house, proposed, ledger.now)


def end_moot(door: Door, closure: Closure) -> None:
    """Nobody shall accept what is closed by then: such proposals end, their dates stay."""
    moot = find_moot(door.ledger, closure)
    for reference in dict.fromkeys(one.reference for one in moot):
        ids = [one.occurrence.id for one in moot if one.reference == reference]
        door.withdraw_proposals(ids)
        door.note_dates(door.ledger.get_booking(reference), "withdrew_proposal", ids)


def require_answers(hits: Iterable[Entry], fates: Fates) -> None:
    """Raise `HitsUnanswered` unless it is said of each what shall become of it."""
    hits = tuple(hits)
    if any(one.occurrence.id not in fates for one in hits):
        raise HitsUnanswered(hits=hits)


def chosen(hits: Iterable[Entry], fates: Fates, fate: Fate) -> list[int]:
    """The dates of which this was said."""
    return [one.occurrence.id for one in hits if fates.get(one.occurrence.id) is fate]


def settle(
    books: Books,
    door: Door,
    closure: Closure,
    hits: Sequence[Entry],
    fates: Fates,
    message: str,
) -> None:
    """Lets fall, and lets take place, what was said to; booking by booking."""
    changed: list[tuple[Booking, Booking]] = []
    for reference in dict.fromkeys(one.reference for one in hits):
        own = [one for one in hits if one.reference == reference]
        booking = door.ledger.get_booking(reference)
        reason = closure.reason.in_language(booking.language)
        told = "\n\n".join(text for text in (reason, message) if text)
        falling = frozenset(chosen(own, fates, Fate.CANCEL))
        without = cancel_confirmed(books, door, booking, falling, told)
        after = decline_asked(books, door, without, falling, told)
        changed.append((booking, after))
        staying = chosen(own, fates, Fate.KEEP)
        if staying:
            door.note_dates(booking, "kept", staying)
    owe_short_notices(door, books.house, changed)


def cancel_confirmed(
    books: Books, door: Door, booking: Booking, falling: frozenset[int], reason: str
) -> Booking:
    """What was promised falls; returns the booking as it stands then."""
    dates = [
        one for one in booking.occurrences if one.id in falling and one.status is Status.CONFIRMED
    ]
    steps = [Step(one, Status.CANCELLED, facts={"reason": reason}) for one in dates]
    after = door.write(booking, steps)
    owe_cancellation(door, books.house, after, [one.id for one in dates], reason)
    return after


def decline_asked(
    books: Books, door: Door, booking: Booking, falling: frozenset[int], reason: str
) -> Booking:
    """What is asked for, held or waited for is not possible, in all rooms of the date. A deed
    of its own, after the other: each version of a booking has one mail."""
    dates = [one for one in together(booking, falling) if one.status.is_open]
    steps = [Step(one, Status.DECLINED, facts={"reason": reason}) for one in dates]
    after = door.write(booking, steps)
    mail.owe_decision(door, books.house, after, [one.id for one in dates], reason=reason)
    return after
