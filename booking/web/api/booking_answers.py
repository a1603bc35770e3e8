"""Bookings, and what became of their dates, as the API tells them.

Contact persons, their addresses and telephone numbers leave the house by no program.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from booking.domain.bookings import Booking, Occurrence
from booking.domain.changes import Change
from booking.domain.decisions import Conflict
from booking.domain.house import House
from booking.domain.rules import Finding
from booking.domain.verdicts import blocking_rules
from booking.web.api.answers import Answer, DayText, Moment, moment
from booking.web.api.verdict_answers import DateAnswer, FindingAnswer, finding_answers
from booking.words.catalogue import Words

Findings = Mapping[int, tuple[Finding, ...]]


class OccurrenceAnswer(Answer):
    """One date in one room; rooms wanted together share the position."""

    id: int
    position: int
    room: str
    date: DayText
    start: Moment
    end: Moment
    occupied_start: Moment
    occupied_end: Moment
    status: Literal[
        "requested", "held", "confirmed", "declined", "waiting", "withdrawn", "cancelled"
    ]
    hold_until: DayText | None
    sequence: int
    findings: tuple[FindingAnswer, ...]


class BookingAnswer(Answer):
    """A booking with all its dates. `room` is the first of its rooms."""

    reference: str
    version: int
    association: str
    title: str
    public_title: bool
    room: str
    rooms: tuple[str, ...]
    activity: str | None
    persons: int | None
    seating: str | None
    notes: str
    rrule: str | None
    received_at: Moment
    occurrences: tuple[OccurrenceAnswer, ...]


class RequestedAnswer(BookingAnswer):
    """A booking that was just requested."""

    link: str
    """The page of the booking for its association; whoever has this address may open it."""
    left_out: tuple[DateAnswer, ...]
    """Dates that were asked for and not requested."""


class ConflictAnswer(Answer):
    """A date that could not be had: whose dates are in the way, and which rules are against it."""

    id: int
    with_: Annotated[tuple[int, ...], Field(alias="with")]
    rules: tuple[str, ...]
    findings: tuple[FindingAnswer, ...]


class DecidedAnswer(BookingAnswer):
    """A booking as it stands after a deed, with the dates that stayed as they were."""

    conflicts: tuple[ConflictAnswer, ...]


class BookingsAnswer(Answer):
    """One page of bookings, the oldest request first."""

    bookings: tuple[BookingAnswer, ...]
    page: int
    pages: int
    total: int


class ChangeAnswer(Answer):
    """One line of what changed meanwhile."""

    at: Moment
    who: str
    occurrence: int | None
    before: str | None
    status: str | None


def booking_answer(
    booking: Booking, findings: Findings, house: House, words: Words
) -> BookingAnswer:
    """One booking."""
    rooms = booking.rooms
    return BookingAnswer(
        reference=booking.reference,
        version=booking.version,
        association=booking.association,
        title=booking.title,
        public_title=booking.public_title,
        room=rooms[0],
        rooms=rooms,
        activity=booking.activity,
        persons=booking.persons,
        seating=booking.seating,
        notes=booking.notes,
        rrule=booking.rrule,
        received_at=moment(booking.received_at, house),
        occurrences=tuple(
            _occurrence(one, findings.get(one.id, ()), house, words) for one in booking.occurrences
        ),
    )


def decided_answer(
    told: BookingAnswer, conflicts: Iterable[Conflict], house: House, words: Words
) -> DecidedAnswer:
    """A booking after a deed."""
    return DecidedAnswer(
        **dict(told),
        conflicts=tuple(
            ConflictAnswer(
                id=one.occurrence.id,
                with_=tuple(sorted(one.held_by)),
                rules=tuple(sorted(blocking_rules(one.findings))),
                findings=finding_answers(one.findings, house, words),
            )
            for one in conflicts
        ),
    )


def change_answer(change: Change, house: House) -> ChangeAnswer:
    """One line of the history; who has no account is called by their standing."""
    before, status = change.facts.get("before"), change.facts.get("status")
    return ChangeAnswer(
        at=moment(change.at, house),
        who=change.who or change.standing,
        occurrence=change.occurrence_id,
        before=None if before is None else str(before),
        status=None if status is None else str(status),
    )


def _occurrence(
    one: Occurrence, findings: tuple[Finding, ...], house: House, words: Words
) -> OccurrenceAnswer:
    return OccurrenceAnswer(
        id=one.id,
        position=one.position,
        room=one.room,
        date=one.day.isoformat(),
        start=moment(one.period.begin, house),
        end=moment(one.period.end, house),
        occupied_start=moment(one.occupied.begin, house),
        occupied_end=moment(one.occupied.end, house),
        status=one.status.value,
        hold_until=one.hold_until.isoformat() if one.hold_until else None,
        sequence=one.sequence,
        findings=finding_answers(findings, house, words),
    )
