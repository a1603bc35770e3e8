"""What a mail is about, read when it leaves: ids become the facts of its template.

Everything is told as it stands then. A mail that has nothing left to say, because the
dates it was owed for are gone or over, has no content and is not sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.house import House
from booking.domain.mails import KINDS, Audience, Kind, Mail
from booking.domain.statuses import Status
from booking.services.mail import (
    about_bookings,
    about_dates,
    about_days,
    about_delegates,
    about_proofs,
)
from booking.services.mail.cases import Case, Facts
from booking.store.ledger import Ledger
from booking.store.mailing_list import find_reader


@dataclass(frozen=True, slots=True)
class Content:
    """All that a letter needs besides its link."""

    kind: Kind
    name: str
    """How the reader is greeted; empty if unknown."""
    reference: str
    facts: Mapping[str, object]
    booking: Booking | None = None
    dates: tuple[Occurrence, ...] = field(default=())
    """The confirmed dates that come along as a calendar file."""


BUILDERS: Mapping[Kind, Callable[[Case], Facts | None]] = {
    **about_bookings.BUILDERS,
    **about_dates.BUILDERS,
    **about_days.BUILDERS,
    **about_proofs.BUILDERS,
    **about_delegates.BUILDERS,
}


def find_content(house: House, ledger: Ledger, mail: Mail, home: str) -> Content | None:
    """What the mail says at this moment; None if there is nothing left to say. `home` is
    the address of the house in the web."""
    booking = ledger.find_booking_by_id(mail.booking_id) if mail.booking_id else None
    reader = find_reader(ledger.session, mail.account_id) if mail.account_id else None
    if (mail.booking_id and booking is None) or (mail.account_id and reader is None):
        return None
    if booking and is_over(booking, ledger.now) and not KINDS[mail.kind].outlives_dates:
        return None  # it waited too long: whatever it says is over
    facts = BUILDERS[mail.kind](Case(house, ledger, mail.facts, booking, mail.recipient))
    if facts is None:
        return None
    name = reader.name if reader else str(facts.get("name") or "")
    if booking and KINDS[mail.kind].audience is Audience.DELEGATE:
        name = booking.contact
    return content_of(mail.kind, name, booking, {**facts, "home": home}, ledger.now)


def is_over(booking: Booking, now: datetime) -> bool:
    """Whether all its dates lie behind us."""
    return all(one.period.end <= now for one in booking.occurrences)


def content_of(
    kind: Kind, name: str, booking: Booking | None, facts: Facts, now: datetime
) -> Content:
    """Completes the facts of one kind of mail."""
    told = dict(facts)
    if booking:
        told["booking"] = booking
    brought = told.get("confirmed", told.get("dates", ())) if KINDS[kind].brings_dates else ()
    return Content(
        kind=kind,
        name=name,
        reference=booking.reference if booking else "",
        facts=told | {"name": name},
        booking=booking,
        dates=tuple(
            one
            for one in (brought if isinstance(brought, tuple) else ())
            if one.status is Status.CONFIRMED and one.period.end > now
        ),
    )
