"""The deed of an import, within one transaction: series by series through the one door."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from booking.domain.candidates import Candidate, plan_candidate
from booking.domain.enquiries import Group
from booking.domain.entries import Entry
from booking.domain.imports import (
    NOT_TAKEN_OVER,
    ImportedClosure,
    ImportedDate,
    ImportedSeries,
    ImportPlan,
    LeftOut,
)
from booking.domain.occupancy import Occupancy, find_late
from booking.domain.rules import UNCLAIMED, Asking, Claims, Finding, find_findings_of_wish
from booking.domain.statuses import Status
from booking.domain.verdicts import blocking_rules
from booking.services.books import Books
from booking.services.mail.urgent import owe_short_notices
from booking.store.claims import Asked, find_claims
from booking.store.closures import NewClosure, add_closure, find_closure_id
from booking.store.door import Door
from booking.store.imports import find_imported, key_hash, remember_imported
from booking.store.ledger import Ledger
from booking.store.speakers import find_or_add_delegate
from booking.store.tables import BookingRow

Against: TypeAlias = tuple[tuple[Finding, ...], Claims]
"""What stops a date, and what others have on its place."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A series of which dates were taken over."""

    series: ImportedSeries
    dates: tuple[ImportedDate, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """A date that was not: why, and who is in the way."""

    series: ImportedSeries
    date: ImportedDate
    findings: tuple[Finding, ...]
    held_by: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became, or would become, of a file."""

    taken: tuple[Taken, ...]
    closures: tuple[ImportedClosure, ...]
    stopped: tuple[Stopped, ...]
    left_out: tuple[LeftOut, ...]
    known: int
    """How many dates and closures had been taken over before."""

    @property
    def taken_dates(self) -> int:
        """How many dates were taken over."""
        return sum(len(one.dates) for one in self.taken)


def take(books: Books, door: Door, plan: ImportPlan) -> ImportReport:
    """Takes a plan over, closures first: a series does not take place on closed days."""
    rooms = [books.house.get_room(slug) for slug in plan.rooms]
    spaces = frozenset[str]().union(*(room.spaces for room in rooms))
    door.lock_spaces(books.ids.space_ids(spaces))
    closures = [one for one in plan.closures if close(door, one)]
    keys = [date.key for series in plan.series for date in series.dates]
    known = find_imported(door.ledger.session, keys)
    taken, stopped = [], list[Stopped]()
    for series in plan.series:
        new = [date for date in series.dates if date.key not in known]
        places = {index: place_of(books, series, index, date) for index, date in enumerate(new)}
        against = weigh(books, door, places)
        stopped += stop(door, series, new, against)
        free = {index: place for index, place in places.items() if index not in against}
        if free:
            taken.append(confirm(books, door, series, new, free))
    arrived = door.ledger.find_bookings_named([one.reference for one in taken]) if taken else ()
    owe_short_notices(door, books.house, [(None, one) for one in arrived])
    return ImportReport(
        taken=tuple(taken),
        closures=tuple(closures),
        stopped=tuple(stopped),
        left_out=plan.left_out,
        known=len(known) + len(plan.closures) - len(closures),
    )


def taken_before(ledger: Ledger, plan: ImportPlan, report: ImportReport) -> ImportReport:
    """The report with what was taken over of this plan, this time or earlier; what still
    stands in the way stays in it."""
    known = find_imported(
        ledger.session, [date.key for series in plan.series for date in series.dates]
    )
    taken: dict[str, Taken] = {}
    for series in plan.series:
        for date in series.dates:
            reference = known.get(date.key)
            if reference:
                before = taken.get(reference, Taken(series, (), reference))
                taken[reference] = replace(before, dates=(*before.dates, date))
    closures = [one for one in plan.closures if find_closure_id(ledger.session, key_hash(one.key))]
    return replace(report, taken=tuple(taken.values()), closures=tuple(closures), known=0)


def close(door: Door, closure: ImportedClosure) -> bool:
    """Keeps a closure; False if it was taken over before. What is booked stays booked."""
    ledger, key = door.ledger, key_hash(closure.key)
    if find_closure_id(ledger.session, key) is not None:
        return False
    new = NewClosure(
        key=key,
        first=closure.first,
        last=closure.last,
        reason={"de": closure.reason},
        rooms=[closure.room],
        kept=[],
        made_at=ledger.now,
        account_id=door.by.account_id,
    )
    add_closure(ledger.session, new)
    return True


def place_of(books: Books, series: ImportedSeries, position: int, date: ImportedDate) -> Candidate:
    """A date as the rules look at it."""
    house = books.house
    room = house.get_room(series.room)
    return plan_candidate(house, room, date.day, date.begin, date.end, position=position)


def weigh(books: Books, door: Door, places: Mapping[int, Candidate]) -> Mapping[int, Against]:
    """What stops some of the dates, by their index; one question for all. Of two dates of one
    series that clash the earlier counts."""
    ledger = door.ledger
    asked = [
        Asked(index, books.ids.space_ids(place.spaces), occupied)
        for index, place in places.items()
        if (occupied := place.occupied)
    ]
    late = find_late(Occupancy(one.number, places[one.number].spaces, one.period) for one in asked)
    claims = find_claims(ledger.session, asked, ledger.now)
    weighed = [(place, claims.get(index, UNCLAIMED)) for index, place in places.items()]
    asking = Asking(ledger.house, now=ledger.now, asked_at=ledger.now, asker=door.by)
    found = find_findings_of_wish(asking, weighed)  # whoever imports speaks for the house
    against = {}
    for index, findings in zip(places, map(stopping, found), strict=True):
        if findings or index in late:
            against[index] = (findings, claims.get(index, UNCLAIMED))
    return against


def stopping(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """Those that stop a date although today's plan has it."""
    stops = blocking_rules(findings) & NOT_TAKEN_OVER
    return tuple(one for one in findings if one.rule in stops)


def stop(
    door: Door,
    series: ImportedSeries,
    dates: Sequence[ImportedDate],
    against: Mapping[int, Against],
) -> list[Stopped]:
    """The dates that are not taken over, each with whoever is in its way."""
    holding = {number for _, claims in against.values() for number in claims.held_by}
    entries = door.ledger.find_entries(holding) if holding else ()
    return [
        Stopped(
            series,
            dates[index],
            findings,
            tuple(one for one in entries if one.occurrence.id in claims.held_by),
        )
        for index, (findings, claims) in against.items()
    ]


def confirm(
    books: Books,
    door: Door,
    series: ImportedSeries,
    dates: Sequence[ImportedDate],
    free: Mapping[int, Candidate],
) -> Taken:
    """One booking with all dates of a series that can be had. The group gets no mail, as
    nothing has changed for it."""
    ledger = door.ledger
    group = Group(name=series.group, contact="", email="")
    delegate = find_or_add_delegate(ledger.session, group, ledger.now)
    row = BookingRow(
        reference="",
        association_id=delegate.association_id,
        delegate_id=delegate.id or 0,
        title=series.title,
        notes=series.notes,
        entered_by_staff=True,
        received_at=ledger.now,
        proven_at=ledger.now,
    )
    planned = [(place, Status.CONFIRMED) for place in free.values()]
    reference = door.add_booking(row, planned, host=books.house.slug)
    booking = ledger.get_booking(reference)
    door.note(booking.id, "imported", dates=len(planned))
    known_as = {dates[one.position].key: one.id for one in booking.occurrences}
    remember_imported(ledger.session, known_as, ledger.now)
    return Taken(series, tuple(dates[index] for index in free), reference)
