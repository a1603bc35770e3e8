"""Owing mails to people who work in the house, about what somebody did just now."""

from dataclasses import replace

from booking.domain.bookings import Booking
from booking.domain.house import House
from booking.domain.mails import Kind
from booking.services.mail import to_reader
from booking.store import outbox
from booking.store.door import Door
from booking.store.mailing_list import find_reader, find_readers_at_once


def owe_account(door: Door, house: House, kind: Kind, account_id: int) -> None:
    """Somebody shall choose a password by a link; asked for twice within a minute it is one."""
    reader = find_reader(door.ledger.session, account_id)
    if reader:
        key = f"{kind} {account_id} {door.ledger.now:%Y-%m-%d %H:%M}"
        owed = to_reader(house, reader, kind, key, {}, door.ledger.now)
        outbox.owe(door.ledger.session, [owed], door.ledger.now)


def owe_new_enquiry(door: Door, house: House, booking: Booking) -> None:
    """A request has come in: told at once to those of staff who want that."""
    session, now = door.ledger.session, door.ledger.now
    owed = [
        replace(
            to_reader(house, one, Kind.NEW_ENQUIRY, f"new {booking.id} {one.account_id}", {}, now),
            booking_id=booking.id,
        )
        for one in find_readers_at_once(session)
    ]
    outbox.owe(session, owed, now)
