"""Owing mails about who speaks for an association. They go to one address by name, and
bring no secret: whoever reads them proves the address on the page."""

from collections.abc import Mapping

from booking.domain.delegates import Delegate, Handover
from booking.domain.house import House
from booking.domain.mails import KINDS, Kind, NewMail
from booking.services.mail import new_message_id
from booking.store import outbox
from booking.store.door import Door


def owe_delegate_added(door: Door, house: House, added: Delegate, by: Delegate) -> None:
    """Somebody speaks for an association from now on."""
    facts = {"delegate": added.id, "by": by.id}
    _owe(door, house, Kind.DELEGATE_ADDED, added.id, (added.email, added.language), facts)


def owe_delegate_ended(door: Door, house: House, ended: Delegate) -> None:
    """Somebody no longer speaks for an association."""
    facts = {"association": ended.association_id}
    _owe(door, house, Kind.DELEGATE_ENDED, ended.id, (ended.email, ended.language), facts)


def owe_handover(door: Door, house: House, handover: Handover) -> None:
    """Somebody is asked to take over."""
    to, facts = (handover.email, handover.language), {"handover": handover.id}
    _owe(door, house, Kind.HANDOVER, handover.id, to, facts)


def owe_handed_over(door: Door, house: House, handover: Handover) -> None:
    """Whoever handed over learns that it is done."""
    to, facts = (handover.from_email, handover.language), {"handover": handover.id}
    _owe(door, house, Kind.HANDED_OVER, handover.id, to, facts)


def _owe(
    door: Door,
    house: House,
    kind: Kind,
    number: int,
    to: tuple[str, str],
    facts: Mapping[str, object],
) -> None:
    """One mail of that kind about the thing of that number; without an address none is owed.
    SQLite gives the number of a handover that is forgotten to another one."""
    now = door.ledger.now
    email, language = to
    if not email:
        return
    mail = NewMail(
        key=f"{kind} {number} {now:%Y-%m-%d %H:%M:%S}",
        kind=kind,
        recipient=email,
        language=language,
        message_id=new_message_id(house),
        due_at=now + KINDS[kind].delay,
        facts=facts,
    )
    outbox.owe(door.ledger.session, [mail], now)
