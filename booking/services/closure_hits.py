"""The dates that a closure hits, and doing with each what was said of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from booking.domain.bookings import Booking
from booking.domain.closing import Fate, HitsUnanswered, find_hits, spaces_of
from booking.domain.closures import Closure
from booking.domain.decisions import together
from booking.domain.entries import Entry
from booking.domain.statuses import Status
from booking.services import mail
from booking.services.books import Books
from booking.services.mail.given_up import owe_cancellation
from booking.services.mail.urgent import owe_short_notices
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.steps import Step

Fates = Mapping[int, Fate]
"""What was said of each date, by its id."""


def find_entries(ledger: Ledger, closures: Sequence[Closure]) -> tuple[Entry, ...]:
    """Whatever is held, asked for or waited for from the first to the last of their days."""
    if not closures:
        return ()
    first, last = min(one.first for one in closures), max(one.last for one in closures)
    period = ledger.house.wall_clock.days(first, date.fromordinal(last.toordinal() + 1))
    spaces = ledger.house.spaces.keys()
    held = ledger.find_held_entries(spaces, period)
    return (*held, *ledger.find_asked_entries(spaces, period))


def find_locked_hits(books: Books, door: Door, closure: Closure) -> tuple[Entry, ...]:
    """The dates that are hit, nobody else changing them until the transaction ends. Raises
    `HitsUnanswered` if a booking came in between."""
    before = find_hits(closure, books.house, find_entries(door.ledger, [closure]), door.ledger.now)
    spaces = books.ids.space_ids(spaces_of(closure, books.house))
    references = sorted({one.reference for one in before})
    door.open_together(references, also=spaces)
    hits = find_hits(closure, books.house, find_entries(door.ledger, [closure]), door.ledger.now)
    if not {one.reference for one in hits} <= set(references):
        raise HitsUnanswered(hits=hits)
    return hits


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
