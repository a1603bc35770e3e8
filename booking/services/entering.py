"""Entering a booking for somebody who called, wrote or came by; and what the house itself
has planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking
from booking.domain.enquiries import Enquiry, KnownGroup
from booking.domain.entries import Entry as Taken
from booking.domain.pauses import find_pauses
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput, DatesNotFree, NotFound
from booking.domain.rules.case import NEVER_OVERRULED
from booking.domain.statuses import Status
from booking.domain.verdicts import DateVerdict, EnquiryVerdict, blocking_rules
from booking.services import mail
from booking.services.asking import new_row, origin_of, plan_for, space_ids, weigh
from booking.services.books import Books
from booking.services.mail.urgent import owe_short_notice
from booking.store.deeds import digest, find_done_deed, remember_deed
from booking.store.door import Door
from booking.store.groups import find_by_name, list_names
from booking.store.speakers import find_or_add_delegate, find_or_add_own_delegate
from booking.store.tables import DelegateRow
from calendars.holidays import Holiday


@dataclass(frozen=True, slots=True)
class Entry:
    """What staff enter: a wish, and which of its dates they take in."""

    enquiry: Enquiry
    days: frozenset[date]
    """Those left out are not stored. A date that a rule stops is taken in against the rule."""
    status: Status = Status.CONFIRMED
    """`CONFIRMED` at once, or only `REQUESTED`."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of an entry."""

    verdict: EnquiryVerdict
    known: KnownGroup | None
    """The association that is known by the name of the group."""
    pauses: tuple[Holiday, ...]
    """The dates that are left out, each by the name of its holiday."""
    others: Mapping[int, Taken]
    """The dates of others that hold or want the same places, by their ids."""


def can_be_entered(one: DateVerdict) -> bool:
    """Whether staff can have this date, if need be against a rule."""
    return not blocking_rules(one.findings) & NEVER_OVERRULED


def suggest_groups(books: Books, person: Person, now: datetime) -> tuple[str, ...]:
    """The names of the associations that are known."""
    require_staff(person)
    with books.reading(now) as ledger:
        return list_names(ledger.session)


def look_ahead(books: Books, person: Person, enquiry: Enquiry, now: datetime) -> Preview:
    """What would come of it, date by date; stores nothing. Raises `BadInput`, `NotFound`."""
    require_staff(person)
    candidates = plan_for(books, person, enquiry)
    name = enquiry.group.name if enquiry.group else ""
    with books.reading(now) as ledger:
        verdict = weigh(books, ledger, person, enquiry, candidates)
        others = ledger.find_entries({other for one in verdict.dates for other in one.rivals})
        known = find_by_name(ledger.session, name)
    return Preview(verdict, known, find_pauses(enquiry), {one.occurrence.id: one for one in others})


def enter(books: Books, person: Person, entry: Entry, now: datetime, key: str) -> Booking:
    """Stores a booking for somebody else, once however often its form (`key`) is sent.

    A mail is owed if there is an address; without one the answer is a letter. Raises
    `DatesNotFree` if a date that was to be taken in cannot be had any more, and then stores
    nothing; `BadInput`, `NotFound`, `KeyUsedOtherwise`.
    """
    require_staff(person)
    enquiry = entry.enquiry
    if not entry.days:
        raise BadInput("/days", "missing")
    candidates = plan_for(books, person, enquiry)
    deed_key = digest(origin_of(person, "enter"), key)
    fingerprint = digest(enquiry.wording, *map(str, sorted(entry.days)), entry.status)

    def deed(door: Door) -> Booking:
        session = door.ledger.session
        done = find_done_deed(session, deed_key, fingerprint)
        if done:
            return get_stored(door, done)
        delegate = find_speaker(door, enquiry)  # associations are locked before spaces
        door.lock_spaces({number for one in candidates for number in space_ids(books, one)})
        verdict = weigh(books, door.ledger, person, enquiry, candidates)
        taken_in = choose(entry, verdict)
        row = new_row(enquiry, person, delegate, now)
        planned = [(one, entry.status) for date in taken_in for one in date.candidates]
        door.add_booking(row, planned, host=books.house.slug, facts=facts_of(taken_in))
        number = row.id or 0
        remember_deed(session, deed_key, fingerprint, number, now)
        booking = get_stored(door, number)
        mail.owe_received(door, books.house, booking, [])
        owe_short_notice(door, books.house, None, booking)
        return booking

    return books.change(person, now, deed)


def choose(entry: Entry, verdict: EnquiryVerdict) -> list[DateVerdict]:
    """The dates that are taken in, in order; raises `DatesNotFree` unless all can be had."""
    chosen = [one for one in verdict.dates if one.day in entry.days]
    if len(chosen) != len(entry.days) or not all(map(can_be_entered, chosen)):
        raise DatesNotFree(verdict=verdict)
    return chosen


def facts_of(taken_in: Sequence[DateVerdict]) -> dict[str, object]:
    """What the history keeps besides: that staff entered it, and the rules that gave way."""
    overruled = {rule.value for one in taken_in for rule in blocking_rules(one.findings)}
    return {"entered": True, "overruled": sorted(overruled)}


def find_speaker(door: Door, enquiry: Enquiry) -> DelegateRow:
    """Who speaks for the group. A known name without an address is the group that is known;
    with one, the group that is known by both, for whoever reads that mail acts for it."""
    session, group = door.ledger.session, enquiry.group
    if group is None:
        raise BadInput("/association", "missing")
    known = None if group.email else find_by_name(session, group.name)
    if known is None:
        return find_or_add_delegate(session, group, door.ledger.now)
    return find_or_add_own_delegate(session, known.association_id, group)


def get_stored(door: Door, booking_id: int) -> Booking:
    """The booking as it stands now."""
    booking = door.ledger.find_booking_by_id(booking_id)
    if booking is None:
        raise NotFound(what="booking")
    return booking
