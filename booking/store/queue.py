"""What waits for an answer, and which booking comes next when several are worked through."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from booking.domain.filters import Filter, Progress
from booking.domain.proposals import ProposalStatus, Side
from booking.domain.statuses import Status
from booking.domain.urgency import Waiting
from booking.store.claims import Asked
from booking.store.filters import Sieve, progresses
from booking.store.ledger import Ledger
from booking.store.selections import DATE_COLUMNS
from booking.store.tables import BookingRow, OccurrenceRow, ProposalRow


class ProposedFor(NamedTuple):
    """A booking for which something is proposed."""

    booking_id: int
    side: Side
    since: datetime
    asks_for_more: bool
    """Whether it has requested dates besides those for which the house proposes something."""


def find_waiting(ledger: Ledger, wanted: Filter, also: Collection[int] = ()) -> Sequence[Waiting]:
    """All bookings that meet the filter and have open dates, or are among `also`; the oldest
    request first. No date is read: each booking keeps what is needed of them."""
    rows = ledger.session.exec(
        select(
            col(BookingRow.id),
            col(BookingRow.received_at),
            col(BookingRow.first_open),
            col(BookingRow.asks),
        )
        .where(
            Sieve(ledger.ids, ledger.zone, ledger.now).meets(wanted),
            progresses(Progress.OPEN) | col(BookingRow.id).in_(also),
        )
        .order_by(col(BookingRow.received_at), col(BookingRow.id))
    )
    return [Waiting(number or 0, at, first, asks) for number, at, first, asks in rows]


def find_proposed_for(ledger: Ledger) -> Sequence[ProposedFor]:
    """The bookings for which something is proposed that can still be answered, by side."""
    other, theirs = aliased(OccurrenceRow), aliased(ProposalRow)
    stands = (ProposalStatus.OPEN.value, ledger.today)
    proposed = select(theirs.id).where(
        col(theirs.occurrence_id) == other.id,
        col(theirs.side) == Side.HOUSE.value,
        col(theirs.status) == stands[0],
        col(theirs.open_until) >= stands[1],
    )
    more = select(other.id).where(
        col(other.booking_id) == OccurrenceRow.booking_id,
        col(other.status) == Status.REQUESTED.value,
        ~proposed.exists(),
    )
    rows = ledger.session.exec(
        select(
            OccurrenceRow.booking_id,
            ProposalRow.side,
            func.min(ProposalRow.created_at),
            more.exists(),
        )
        .join(ProposalRow, col(ProposalRow.occurrence_id) == col(OccurrenceRow.id))
        .where(
            col(ProposalRow.status) == stands[0],
            col(ProposalRow.open_until) >= stands[1],
        )
        .group_by(col(OccurrenceRow.booking_id), col(ProposalRow.side))
    )
    return [ProposedFor(number, Side(side), since, asks) for number, side, since, asks in rows]


def find_waiting_dates(ledger: Ledger, most: int) -> Sequence[tuple[int, Asked]]:
    """The dates still to come that wait for a room, with their booking; whoever has waited
    longest comes first."""
    rows = ledger.session.connection().execute(
        select_columns(*DATE_COLUMNS)
        .where(
            col(OccurrenceRow.status) == Status.WAITING.value,
            col(OccurrenceRow.starts) > int(ledger.now.timestamp()),
        )
        .order_by(col(OccurrenceRow.waiting_since), col(OccurrenceRow.id))
        .limit(most)
    )
    return [
        (row.booking_id, Asked(one.id, row.space_ids, one.occupied))
        for row in rows
        for one in [ledger.occurrence(row)]
    ]


def in_turn(ledger: Ledger, occurrence_ids: Collection[int], most: int) -> dict[int, int]:
    """Those of the dates that wait, in the order of their turn, with the version of the
    booking of each."""
    rows = ledger.session.exec(
        select(OccurrenceRow.id, BookingRow.version)
        .join(BookingRow, col(BookingRow.id) == col(OccurrenceRow.booking_id))
        .where(
            col(OccurrenceRow.id).in_(sorted(occurrence_ids)),
            col(OccurrenceRow.status) == Status.WAITING.value,
        )
        .order_by(col(OccurrenceRow.waiting_since), col(OccurrenceRow.id))
        .limit(most)
    )
    return {number: version for number, version in rows if number is not None}


def find_reference(ledger: Ledger, booking_id: int) -> str | None:
    """The reference of the booking of that id."""
    wanted = select(BookingRow.reference).where(col(BookingRow.id) == booking_id)
    return ledger.session.exec(wanted).first()
