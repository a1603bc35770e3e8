"""The one door: every change of an occurrence passes here.

Behind it, a change of status writes all that belongs to it: occupancies or
wishes, the sequence number, the history, the versions of the calendars. What
must hold is held by the order of things: the booking is locked first, then its
spaces in the order of their ids, and only then may anybody ask who is in the
way. So two deeds about one space come one after the other, and none waits in a
circle. The guards of the database are the net below.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import Session, col, select

from booking.domain.bookings import Booking
from booking.domain.candidates import Candidate
from booking.domain.people import THE_HOUSE, Person
from booking.domain.statuses import Status, require_step, require_way_back
from booking.store.history import Line, note
from booking.store.ledger import Ledger
from booking.store.locks import lock_bookings, lock_dates, lock_spaces
from booking.store.new_rows import new_date, new_reference, put_in_place, told_of
from booking.store.places import empty_places, fill_places
from booking.store.proposals import expire_proposals, withdraw_proposals_of
from booking.store.rooms import bump_calendars
from booking.store.steps import Step, place_told
from booking.store.tables import BookingRow, OccupancyRow, OccurrenceRow

SECOND = timedelta(seconds=1)
"""Calendars tell changes in whole seconds, and a later one must look later."""


@dataclass
class Door:
    """One deed on the books: made for one transaction, closed before it ends."""

    ledger: Ledger
    by: Person
    _touched_rooms: set[int] = field(default_factory=set)

    @property
    def _session(self) -> Session:
        return self.ledger.session

    def open(self, reference: str, also: Collection[int] = ()) -> Booking:
        """Locks a booking and its spaces and returns it as it stands then.

        Nobody else changes this booking, nor takes or leaves any of its spaces, nor of
        those named in `also`, until the transaction ends. Raises `NotFound`.
        """
        return self.open_together((reference,), also)[0]

    def open_together(
        self, references: Sequence[str], also: Collection[int] = ()
    ) -> tuple[Booking, ...]:
        """Locks several bookings as `open` does one, in the order of their ids."""
        own = lock_bookings(self._session, references)
        self.lock_spaces({*also, *own})
        return tuple(self.ledger.get_booking(reference) for reference in references)

    def lock_spaces(self, space_ids: Collection[int]) -> None:
        """Locks spaces in ascending order, then releases the expired holds in them."""
        ordered = sorted(space_ids)
        lock_spaces(self._session, ordered)
        ended = self._session.exec(
            select(OccupancyRow.occurrence_id)
            .where(
                col(OccupancyRow.space_id).in_(ordered),
                col(OccupancyRow.expires) <= int(self.ledger.now.timestamp()),
                col(OccupancyRow.proposal_id).is_(None),
            )
            .distinct()
        ).all()
        if ended:
            self._release(ended)
        expire_proposals(self._session, ordered, self.ledger.now)

    def add_booking(
        self, row: BookingRow, planned: Iterable[tuple[Candidate, Status]], host: str
    ) -> str:
        """Stores a booking whose dates ask or wait; returns its new reference.

        `host` ends the UID of each date (RFC 5545 3.8.4.7). The spaces must be locked.
        """
        row.reference = new_reference()
        self._session.add(row)
        self._session.flush()
        if row.id is None:
            raise ValueError("a stored booking has an id")
        ids, now = self.ledger.ids, self.ledger.now
        dates = [new_date(row.id, one, status, host, ids, now) for one, status in planned]
        self._session.add_all(dates)
        self._session.flush()
        fill_places(self._session, dates, self.ledger.zone)
        self._touched_rooms.update(date.room_id for date in dates)
        self._note(Line(row.id, "received", told_of(dates)))
        return row.reference

    def write(self, booking: Booking, steps: Sequence[Step]) -> None:
        """Makes the steps of one booking and raises its version by one.

        Steps that stay where they are change nothing. Raises `WrongStep` before
        anything is written if the table of steps has not one of them.
        """
        self.write_together([(booking, steps)])

    def write_together(self, deeds: Sequence[tuple[Booking, Sequence[Step]]]) -> None:
        """Makes the steps of several bookings at once: all give up before any takes."""
        moving = [step for _, steps in deeds for step in steps if step.moves]
        for step in moving:
            require_step(step.occurrence.id, step.occurrence.status, step.status)
        self._make(deeds, moving)

    def take_back(self, booking: Booking, steps: Sequence[Step]) -> None:
        """Makes steps backwards, each against one that the table has."""
        moving = [step for step in steps if step.moves]
        for step in moving:
            require_way_back(step.occurrence.id, step.occurrence.status, step.status)
        self._make([(booking, moving)], moving)

    def _make(
        self, deeds: Sequence[tuple[Booking, Sequence[Step]]], moving: Sequence[Step]
    ) -> None:
        versions = {
            booking.id: self._next_version(booking.id)
            for booking, steps in deeds
            if any(step.moves for step in steps)
        }
        if moving:
            self._turn(moving, versions)

    def withdraw_proposals(self, occurrence_ids: Collection[int]) -> None:
        """Ends what is proposed for some dates of an open booking, for something new."""
        withdraw_proposals_of(self._session, occurrence_ids, self.ledger.now)

    def note_proposal(self, booking: Booking, what: str, occurrence_ids: Collection[int]) -> None:
        """Writes into the history what was proposed or refused; no date changes by that."""
        self._note(*(Line(booking.id, what, {}, number) for number in occurrence_ids))

    def settle_anew(self, steps: Sequence[Step]) -> None:
        """Gives dates of any bookings another place because the house has changed; nobody
        decided anything, so no booking gets a new version. The spaces must be locked."""
        self._turn(steps, versions={})

    def touch_rooms(self, room_ids: Collection[int]) -> None:
        """Every date in these rooms looks different from now on: the room was renamed, or
        shows more or less of itself. Readers of calendars notice by sequence and change."""
        rows = self._session.exec(
            select(OccurrenceRow)
            .where(col(OccurrenceRow.room_id).in_(sorted(room_ids)))
            .order_by(col(OccurrenceRow.id))
            .with_for_update()
        )
        for row in rows:
            row.sequence += 1
            row.changed_at = max(self.ledger.now, row.changed_at + SECOND)
        self._touched_rooms.update(room_ids)
        self._session.flush()

    def announce(self, room_ids: Collection[int]) -> None:
        """Gives calendars new versions although none of their dates changed: they may be
        written otherwise, under the new room file."""
        self._touched_rooms.update(room_ids)

    def close(self) -> None:
        """Raises the calendar versions of all rooms that were touched, in the order of ids.

        Last, and all at once, so that no two transactions wait for each other's rooms.
        """
        if self._touched_rooms:
            bump_calendars(self._session, self._touched_rooms, self.ledger.now)
            self._touched_rooms.clear()

    def _release(self, occurrence_ids: Collection[int]) -> None:
        """Holds that have ended become requests again. Nobody did that, so what is proposed
        for them can still be answered."""
        rows = lock_dates(self._session, occurrence_ids)
        ended = {number: row for number, row in rows.items() if row.status == Status.HELD}
        house = Door(self.ledger, THE_HOUSE, self._touched_rooms)
        house._settle(
            [
                Step(self.ledger.occurrence(row), Status.REQUESTED, facts={"why": "hold_ended"})
                for row in ended.values()
            ],
            ended,
            versions={},
        )

    def _next_version(self, booking_id: int) -> int:
        row = self._session.get_one(BookingRow, booking_id)
        row.version += 1
        return row.version

    def _turn(self, steps: Sequence[Step], versions: Mapping[int, int]) -> None:
        """Writes the steps of a deed; what was proposed for these dates ends with it."""
        ids = [step.occurrence.id for step in steps]
        rows = lock_dates(self._session, ids)
        withdraw_proposals_of(self._session, ids, self.ledger.now)
        self._settle(steps, rows, versions)

    def _settle(
        self,
        steps: Sequence[Step],
        rows: Mapping[int, OccurrenceRow],
        versions: Mapping[int, int],
    ) -> None:
        """Writes the steps into their rows: first all places are given up, then all taken."""
        empty_places(self._session, rows.keys())
        lines = []
        for step in steps:
            row = rows[step.occurrence.id]
            facts = {"before": row.status, "status": step.status.value, **step.facts}
            if row.hold_until is not None:
                facts |= {"hold_until_before": row.hold_until.isoformat()}
            if step.place is not None:
                facts |= {"from": place_told(row, self.ledger.ids)}
                self._touched_rooms.add(row.room_id)
                put_in_place(row, step.place, self.ledger.ids)
                facts |= {"to": place_told(row, self.ledger.ids)}
            version = versions.get(row.booking_id)
            lines.append(Line(row.booking_id, "step", facts, row.id, version))
            row.status = step.status.value
            row.hold_until = step.hold_until
            if step.status is Status.WAITING and row.waiting_since is None:
                row.waiting_since = self.ledger.now  # kept for good: undoing keeps the turn
            row.sequence += 1
            row.changed_at = max(self.ledger.now, row.changed_at + SECOND)
            self._touched_rooms.add(row.room_id)
        self._session.flush()
        self._note(*lines)
        fill_places(self._session, list(rows.values()), self.ledger.zone)

    def _note(self, *lines: Line) -> None:
        note(self._session, self.ledger.now, self.by, lines)
