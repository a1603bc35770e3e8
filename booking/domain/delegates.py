"""The people who speak for an association, and how they change.

A delegate is an address with a name. Whoever proves the address acts for the association:
sees its bookings, adds others, hands over. A new delegate needs nobody's leave but that of
one who is one already; but nothing is handed over before the new address is proven and its
owner agrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from booking.domain.refusals import BadInput, Refusal

LINK_OUTLASTS = timedelta(days=30)
"""For so long after the last date its link still opens a booking."""
HANDOVER_LASTS = timedelta(days=14)
"""For so long a handover can be answered."""
MOST_DELEGATES = 10
HANDOVER_KNOWN = timedelta(days=44)
"""So long after it was asked for, a handover is known: a month after it ran out."""


@dataclass(frozen=True, slots=True)
class Delegate:
    """Somebody who speaks for an association."""

    id: int
    association_id: int
    association: str
    name: str
    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True)
class Successor:
    """Somebody who is to speak for an association, as they were named."""

    name: str
    email: str
    language: str


class HandoverStatus(StrEnum):
    """What became of a handover."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Handover:
    """One delegate hands over to an address: a booking, or all that they speak for."""

    id: int
    association_id: int
    association: str
    booking_id: int | None
    """None for all bookings."""
    reference: str
    title: str
    from_id: int
    from_name: str
    from_email: str
    name: str
    email: str
    language: str
    ends_access: bool
    """Whether links that were sent so far shall open nothing afterwards, and whoever hands
    over all bookings no longer acts."""
    status: HandoverStatus
    created_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be answered."""
        return self.status is HandoverStatus.OPEN and self.created_at + HANDOVER_LASTS > now


class LastDelegate(Refusal):
    """Nobody would be left to speak for the association."""

    code = "last_delegate"


def successor_of(leaving: Delegate, delegates: Sequence[Delegate], by: Delegate) -> Delegate:
    """Who gets the bookings of a delegate who leaves: whoever says so, or, if they go
    themselves, the first of the others. Raises `LastDelegate`."""
    if leaving.id != by.id:
        return by
    others = [one for one in delegates if one.id != leaving.id]
    if not others:
        raise LastDelegate
    return others[0]


def require_another(email: str, own: Delegate) -> None:
    """Raises `BadInput` for somebody who hands over to themselves."""
    if email == own.email:
        raise BadInput("/email", "own_address")
