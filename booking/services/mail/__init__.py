"""Owing a mail: deeds call this within their own transaction.

So a mail is owed exactly if the deed was done. Each event has a key, and one mail,
however often it is told. The postman sends it later, when nobody waits for a page.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from booking.domain.bookings import Booking
from booking.domain.house import House
from booking.domain.mails import KINDS, Kind, NewMail
from booking.domain.messages import Message
from booking.domain.proposals import Proposal
from booking.domain.statuses import Status
from booking.store import outbox
from booking.store.deeds import digest
from booking.store.door import Door
from booking.store.mailing_list import Reader
from booking.store.recalling import recall, recall_waiting


def owe_received(door: Door, house: House, booking: Booking, left_out: Sequence[date]) -> None:
    """An enquiry has come in; `left_out` are the days that were not asked for. What was
    confirmed at once is told in the same mail."""
    facts = {
        "left_out": [day.isoformat() for day in left_out],
        "confirmed": [one.id for one in booking.occurrences if one.status is Status.CONFIRMED],
    }
    owe_delegate(door, house, booking, Kind.RECEIVED, f"received {booking.id}", facts)


def owe_decision(
    door: Door,
    house: House,
    booking: Booking,
    decided: Collection[int],
    taken: Collection[int] = (),
    reason: str = "",
) -> None:
    """Staff have decided about some dates of what is now this version of the booking;
    `taken` are those that could not be had. If nothing was decided, nothing is owed."""
    if not decided:
        return
    now, session = door.ledger.now, door.ledger.session
    facts: dict[str, object] = {
        "occurrences": sorted(decided),
        "taken": sorted(taken),
        "reason": reason,
    }
    if waiting := recall_waiting(session, booking.id, Kind.DECIDED, now):
        facts = joined(facts, as_one(waiting))
    owe_delegate(door, house, booking, Kind.DECIDED, deed_key(booking), facts)


def as_one(waiting: Sequence[NewMail]) -> NewMail:
    """The newest of some letters, which says what the others were to say as well."""
    newest, *older = waiting
    return replace(newest, facts=joined(newest.facts, as_one(older))) if older else newest


def joined(facts: Mapping[str, object], earlier: NewMail) -> dict[str, object]:
    """One letter for two decisions made shortly one after the other. What the earlier one
    was to say is kept, in case the later is undone."""
    told = set(numbers(earlier.facts, "occurrences")) | set(numbers(facts, "occurrences"))
    taken = set(numbers(earlier.facts, "taken")) | set(numbers(facts, "taken"))
    reasons = dict.fromkeys([str(earlier.facts["reason"]), str(facts["reason"])])
    return {
        "occurrences": sorted(told),
        "taken": sorted(taken - told),
        "reason": "\n\n".join(reason for reason in reasons if reason),
        "earlier": {"key": earlier.key, "facts": dict(earlier.facts)},
    }


def numbers(facts: Mapping[str, object], name: str) -> list[int]:
    """The ids noted under a name."""
    noted = facts.get(name)
    return [int(one) for one in noted] if isinstance(noted, list) else []


def owe_proposal(door: Door, house: House, booking: Booking, proposals: Sequence[Proposal]) -> None:
    """The house proposes other places for some dates: one mail for all of them."""
    if proposals:
        facts = {"occurrences": [one.occurrence_id for one in proposals]}
        key = f"proposal {proposals[0].id}"
        owe_delegate(door, house, booking, Kind.PROPOSAL, key, facts)


def owe_question(door: Door, house: House, booking: Booking, message: Message) -> None:
    """The house wants to know something."""
    key, facts = f"question {message.id}", {"message": message.id}
    owe_delegate(door, house, booking, Kind.QUESTION, key, facts)


def owe_message(door: Door, house: House, booking: Booking, message: Message) -> None:
    """The house has written something that needs no answer."""
    key, facts = f"message {message.id}", {"message": message.id}
    owe_delegate(door, house, booking, Kind.MESSAGE, key, facts)


def owe_offer(
    door: Door, house: House, booking: Booking, offered: Collection[int], last_day: date
) -> None:
    """Dates that waited are kept for the association until a day."""
    if offered:
        facts = {"occurrences": sorted(offered), "open_until": last_day.isoformat()}
        owe_delegate(door, house, booking, Kind.OFFERED, deed_key(booking), facts)


def owe_link(door: Door, house: House, booking: Booking, address: str) -> None:
    """Somebody who speaks for the association has lost the link; one mail in ten minutes."""
    now = door.ledger.now
    ten_minutes = int(now.timestamp()) // 600
    key = f"link {booking.id} {digest(address)[:16]} {ten_minutes}"
    owed = replace(to_delegate(house, booking, Kind.NEW_LINK, key, {}, now), recipient=address)
    outbox.owe(door.ledger.session, [owed], now)


def deed_key(booking: Booking) -> str:
    """Names the deed that made this version of the booking."""
    return f"deed {booking.id} v{booking.version}"


def take_back(door: Door, house: House, booking: Booking) -> bool:
    """The deed that made this version was undone: nobody shall read of it, and what an
    earlier one was to say is owed again. False if its mail has left already."""
    recalled = recall(door.ledger.session, deed_key(booking), door.ledger.now)
    if recalled is None:
        return False
    earlier = recalled.facts.get("earlier")
    if isinstance(earlier, dict):
        key, facts = str(earlier["key"]), earlier["facts"]
        owe_delegate(door, house, booking, recalled.kind, key, facts)
    return True


def owe_delegate(
    door: Door,
    house: House,
    booking: Booking,
    kind: Kind,
    key: str,
    facts: Mapping[str, object],
) -> None:
    """A mail to whoever speaks for the association; without an address none is owed."""
    now = door.ledger.now
    if booking.email:
        owed = to_delegate(house, booking, kind, key, facts, now + KINDS[kind].delay)
        outbox.owe(door.ledger.session, [owed], now)


def to_delegate(
    house: House,
    booking: Booking,
    kind: Kind,
    key: str,
    facts: Mapping[str, object],
    due_at: datetime,
) -> NewMail:
    """The mail about a booking to whoever speaks for its association."""
    return NewMail(
        key=key,
        kind=kind,
        recipient=booking.email,
        language=booking.language,
        message_id=new_message_id(house),
        due_at=due_at,
        booking_id=booking.id,
        facts=facts,
    )


def to_reader(
    house: House,
    reader: Reader,
    kind: Kind,
    key: str,
    facts: Mapping[str, object],
    due_at: datetime,
) -> NewMail:
    """The mail to somebody who works in the house, in the language of the house."""
    return NewMail(
        key=key,
        kind=kind,
        recipient=reader.email,
        language=house.default_language,
        message_id=new_message_id(house),
        due_at=due_at,
        account_id=reader.account_id,
        facts=facts,
    )


def new_message_id(house: House) -> str:
    """What a mail is known by wherever it goes (RFC 5322, 3.6.4)."""
    return f"<{uuid.uuid4()}@{house.contact.email.rpartition('@')[2]}>"
