"""The one door: every change of an occurrence passes here.

Behind it, a change of status writes all that belongs to it: occupancies or
wishes, the sequence number, the history, the versions of the calendars. What
must hold is held by the order of things: the booking is locked first, then its
spaces in the order of their ids, and only then may anybody ask who is in the
way. So two deeds about one space come one after the other, and none waits in a
circle. The guards of the database are the net below.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from sqlmodel import Session

from booking.domain.bookings import Booking
from booking.domain.candidates import Candidate
from booking.domain.feed_options import FARTHEST_BACK
from booking.domain.people import THE_HOUSE, Person
from booking.domain.proposals import ProposalStatus
from booking.domain.statuses import Status, require_step, require_way_back
from booking.store.closures import look_again
from booking.store.dates import add_dates, write_dates
from booking.store.history import Line, note
from booking.store.ledger import Ledger
from booking.store.locks import lock_dates, lock_dates_in, lock_in_order
from booking.store.new_rows import new_reference, told_of
from booking.store.places import empty_places, fill_places, find_ended
from booking.store.proposals import end_proposals, withdraw_proposals_of
from booking.store.rooms import bump_calendars
from booking.store.steps import SECOND, Step, Turn, candidate_told
from booking.store.tables import BookingRow
from booking.store.urgency import note_booking, note_open_dates
from booking.store.values import occurrence_value

NO_FACTS: Mapping[str, object] = MappingProxyType({})
OLDEST_SHOWN = timedelta(days=FARTHEST_BACK + 1)
"""What is older is in no calendar."""


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
        self._lock(references, also)
        return tuple(self.ledger.get_booking(reference) for reference in references)

    def lock_spaces(self, space_ids: Collection[int]) -> None:
        """Locks spaces in ascending order, then releases the expired holds in them."""
        self._lock((), space_ids)

    def add_booking(
        self,
        row: BookingRow,
        planned: Sequence[tuple[Candidate, Status]],
        host: str,
        facts: Mapping[str, object] = NO_FACTS,
    ) -> str:
        """Stores a new booking; returns its reference. `host` ends the UID of each date
        (RFC 5545 3.8.4.7), `facts` are for the history. The spaces must be locked."""
        row.reference = new_reference()
        self._session.add(row)
        self._session.flush()
        if row.id is None:
            raise ValueError("a stored booking has an id")
        ids = self.ledger.ids
        dates = add_dates(self._session, row.id, planned, host, ids, self.ledger.now)
        fill_places(self._session, dates, ids, self.ledger.zone)
        note_open_dates(self._session, [row.id])
        self._touch(place.room.slug for place, _ in planned)
        self._note(Line(row.id, "received", {**told_of(planned), **facts}))
        return row.reference

    def write(self, booking: Booking, steps: Sequence[Step]) -> Booking:
        """Makes the steps of one booking; returns it as it stands then, a version further.

        Steps that stay where they are change nothing. Raises `WrongStep` before
        anything is written if the table of steps has not one of them.
        """
        return self.write_together([(booking, steps)])[0]

    def write_together(
        self, deeds: Sequence[tuple[Booking, Sequence[Step]]]
    ) -> tuple[Booking, ...]:
        """Makes the steps of several bookings at once: all give up before any takes."""
        return self._make(deeds, require_step)

    def take_back(self, booking: Booking, steps: Sequence[Step]) -> Booking:
        """Makes steps backwards, each against one that the table has."""
        return self._make([(booking, steps)], require_way_back)[0]

    def _make(
        self,
        deeds: Sequence[tuple[Booking, Sequence[Step]]],
        require: Callable[[int, Status, Status], None],
    ) -> tuple[Booking, ...]:
        turns = [
            Turn(booking.id, step, step.outcome(self.ledger.now), booking.version + 1)
            for booking, steps in deeds
            for step in steps
            if step.moves
        ]
        for turn in turns:
            require(turn.after.id, turn.before.status, turn.after.status)
        if turns:
            self._turn(turns)
        changed = {turn.booking_id for turn in turns}
        dates = {turn.after.id: turn.after for turn in turns}
        after = tuple(one.changed(dates) if one.id in changed else one for one, _ in deeds)
        for booking in after:
            if booking.id in changed:
                note_booking(self._session, booking)
        return after

    def withdraw_proposals(self, occurrence_ids: Collection[int]) -> None:
        """Ends what is proposed for some dates of an open booking, for something new."""
        withdraw_proposals_of(self._session, occurrence_ids, self.ledger.now)

    def note_dates(self, booking: Booking, what: str, occurrence_ids: Collection[int]) -> None:
        """Writes into the history what was done with some dates that does not change them."""
        self._note(*(Line(booking.id, what, {}, number) for number in occurrence_ids))

    def note_proposed(self, booking: Booking, places: Mapping[int, Candidate]) -> None:
        """Writes into the history where else dates might take place, by their ids."""
        told = ((number, {"place": candidate_told(one)}) for number, one in places.items())
        self._note(*(Line(booking.id, "proposed", facts, number) for number, facts in told))

    def note(self, booking_id: int, what: str, **facts: object) -> None:
        """Writes into the history what was done with a booking as a whole."""
        self._note(Line(booking_id, what, facts))

    def settle_anew(self, steps: Sequence[Step]) -> None:
        """Gives dates of any bookings another place because the house has changed; nobody
        decided anything, so no booking gets a new version. The spaces must be locked."""
        rows = lock_dates(self._session, [step.occurrence.id for step in steps])
        booking_ids = {row.id: row.booking_id for row in rows}
        self._turn(
            [
                Turn(booking_ids[step.occurrence.id], step, step.outcome(self.ledger.now))
                for step in steps
            ]
        )
        note_open_dates(self._session, booking_ids.values())

    def touch_rooms(self, room_ids: Collection[int]) -> None:
        """Every date in these rooms looks different from now on: the room was renamed, or
        shows more or less of itself. Readers of calendars notice by sequence and change."""
        for row in lock_dates_in(self._session, room_ids, self.ledger.now - OLDEST_SHOWN):
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

    def _lock(self, references: Collection[str], also: Collection[int]) -> None:
        """Locks in order; whatever ended by itself in these spaces is written down as ended."""
        locked = lock_in_order(self._session, references, also, self.ledger.now)
        look_again(self._session)
        ended = find_ended(self._session, locked.spaces, self.ledger.now)
        if ended.dates:
            self._release(ended.dates, locked.bookings)
        if ended.proposals:
            end_proposals(self._session, ended.proposals, ProposalStatus.EXPIRED, self.ledger.now)

    def _release(self, occurrence_ids: Collection[int], bookings: Collection[int]) -> None:
        """Holds of these (locked) bookings that have ended become requests again. Nobody did
        that, so what is proposed for them can still be answered."""
        rows = lock_dates(self._session, occurrence_ids)
        turns = []
        for row in rows:
            if row.status == Status.HELD and row.booking_id in bookings:
                held = occurrence_value(row, self.ledger.ids, Status.HELD)
                step = Step(held, Status.REQUESTED, facts={"why": "hold_ended"})
                turns.append(Turn(row.booking_id, step, step.outcome(self.ledger.now)))
        if turns:
            Door(self.ledger, THE_HOUSE, self._touched_rooms)._settle(turns)
            note_open_dates(self._session, {turn.booking_id for turn in turns})

    def _turn(self, turns: Sequence[Turn]) -> None:
        """Writes what a deed makes of dates; what was proposed for these ends with it."""
        numbers = [turn.after.id for turn in turns]
        ended = withdraw_proposals_of(self._session, numbers, self.ledger.now)
        self._settle([turn._replace(ended=ended.get(turn.after.id, ())) for turn in turns])

    def _settle(self, turns: Sequence[Turn]) -> None:
        """First all places are given up, then all taken."""
        session, ids = self._session, self.ledger.ids
        empty_places(session, [turn.before for turn in turns])
        write_dates(session, turns, ids, self.ledger.now)
        self._note(*(turn.line for turn in turns))
        fill_places(session, [turn.after for turn in turns], ids, self.ledger.zone)
        self._touch(one.room for turn in turns for one in (turn.before, turn.after))

    def _touch(self, rooms: Iterable[str]) -> None:
        self._touched_rooms.update(self.ledger.ids.rooms[slug] for slug in set(rooms))

    def _note(self, *lines: Line) -> None:
        note(self._session, self.ledger.now, self.by, lines)
