"""The mail to caretakers about what changes within the next hours: it leaves at once.

Every deed that confirms, moves or ends dates owes it, in the same transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from booking.domain.bookings import Booking, Occurrence
from booking.domain.day_news import find_short_notice
from booking.domain.house import House
from booking.domain.mails import Kind
from booking.domain.people import Role
from booking.domain.statuses import Status
from booking.services.mail import deed_key, to_reader
from booking.services.mail.places import place_of
from booking.store import outbox
from booking.store.door import Door
from booking.store.mailing_list import find_readers


def owe_short_notice(door: Door, house: House, before: Booking | None, after: Booking) -> None:
    """A booking is now as in `after`; without `before` it has just come in. If that changes
    nothing for the next hours, nothing is owed."""
    owe_short_notices(door, house, [(before, after)])


def owe_short_notices(
    door: Door, house: House, changed: Iterable[tuple[Booking | None, Booking]]
) -> None:
    """One deed has changed several bookings: one mail tells all that it changes for the next
    hours."""
    facts: dict[str, list[object]] = {"occurrences": [], "old": []}
    told: list[Booking] = []
    for before, after in changed:
        dates = find_short_notice(before, after, door.ledger.now)
        if dates:
            told.append(after)
            facts["occurrences"] += [one.id for one in dates]
            facts["old"] += old_of(dates, before)
    if len(told) == 1:
        key = f"short notice {{}} {deed_key(told[0])}"
        owe_caretakers(door, house, Kind.SHORT_NOTICE, key, facts, told[0])
    elif told:
        key = f"short notices {{}} {deed_key(told[0])}"
        owe_caretakers(door, house, Kind.SHORT_NOTICES, key, facts)


def old_of(dates: Iterable[Occurrence], before: Booking | None) -> list[object]:
    """Where dates were for which somebody had to work already."""
    old = {one.id: one for one in before.occurrences} if before else {}
    return [
        place_of(was) if (was := old.get(one.id)) and was.status is Status.CONFIRMED else None
        for one in dates
    ]


def owe_caretakers(
    door: Door,
    house: House,
    kind: Kind,
    key: str,
    facts: Mapping[str, object],
    about: Booking | None = None,
) -> None:
    """The same mail to each of them, at once; their number goes into the key."""
    now, session = door.ledger.now, door.ledger.session
    mails = [
        to_reader(house, reader, kind, key.format(reader.account_id), facts, now)
        for reader in find_readers(session, {Role.CARETAKER})
    ]
    outbox.owe(
        session, [replace(one, booking_id=about.id if about else None) for one in mails], now
    )
