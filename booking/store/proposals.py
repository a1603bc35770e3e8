"""Proposals in the database, and what they keep free while they are open."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from booking.domain.candidates import Candidate
from booking.domain.entries import Entry
from booking.domain.proposals import Proposal, ProposalStatus, Side
from booking.store.ledger import Ledger
from booking.store.new_rows import place_columns
from booking.store.rooms import HouseIds
from booking.store.tables import BookingRow, OccupancyRow, OccurrenceRow, ProposalRow
from booking.store.tables.bookings import LONGEST_SECONDS
from booking.store.values import hold_expires_at
from calendars.period import Period
from calendars.wallclock import ClockTime

OPEN_FOR = select_columns(col(ProposalRow.id), col(ProposalRow.occurrence_id)).where(
    col(ProposalRow.occurrence_id).in_(bindparam("dates", expanding=True)),
    col(ProposalRow.status) == ProposalStatus.OPEN.value,
)


def add_proposal(
    ledger: Ledger,
    occurrence_id: int,
    place: Candidate,
    side: Side,
    open_until: date,
    held: Mapping[str, Sequence[Period]],
) -> None:
    """Writes a proposal and keeps `held` free for it, space by space. The guards fire here
    if it is not free; the spaces must be locked."""
    row = ProposalRow(
        occurrence_id=occurrence_id,
        side=side.value,
        status=ProposalStatus.OPEN.value,
        open_until=open_until,
        created_at=ledger.now,
        **place_columns(place, ledger.ids),
    )
    ledger.session.add(row)
    ledger.session.flush()
    keep_free(ledger, row, held)


def keep_free(ledger: Ledger, row: ProposalRow, held: Mapping[str, Sequence[Period]]) -> None:
    """Keeps `held` free for an open proposal, space by space, until its last day is over."""
    expires = int(hold_expires_at(row.open_until, ledger.zone).timestamp())
    pieces = [
        {
            "occurrence_id": row.occurrence_id,
            "holds": None,
            "proposal_id": row.id,
            "proposed": True,
            "space_id": ledger.ids.spaces[space],
            "starts": piece.starts,
            "ends": piece.ends,
            "expires": expires,
        }
        for space, parts in sorted(held.items())
        for piece in parts
    ]
    if pieces:
        ledger.session.execute(insert(OccupancyRow), pieces)


def find_open_proposals(ledger: Ledger, booking_id: int) -> tuple[Proposal, ...]:
    """The proposals for dates of one booking that can still be answered."""
    return find_all_open_proposals(ledger, [booking_id]).get(booking_id, ())


def find_all_open_proposals(
    ledger: Ledger, booking_ids: Collection[int]
) -> Mapping[int, tuple[Proposal, ...]]:
    """The same for many bookings, by the booking's id: one question for all of them."""
    rows = ledger.session.exec(
        select(OccurrenceRow.booking_id, ProposalRow)
        .join(ProposalRow, col(OccurrenceRow.id) == ProposalRow.occurrence_id)
        .where(
            col(OccurrenceRow.booking_id).in_(booking_ids),
            col(ProposalRow.status) == ProposalStatus.OPEN.value,
            col(ProposalRow.open_until) >= ledger.today,
        )
        .order_by(col(ProposalRow.starts), col(ProposalRow.id))
    )
    found: dict[int, tuple[Proposal, ...]] = {}
    for booking_id, row in rows:
        found[booking_id] = (*found.get(booking_id, ()), proposal_value(row, ledger.ids))
    return found


def find_lapsed_proposals(ledger: Ledger, booking_id: int) -> tuple[Proposal, ...]:
    """What the house proposed last for dates of one booking, where its day has gone by without
    an answer."""
    rows = ledger.session.exec(
        select(ProposalRow)
        .join(OccurrenceRow, col(OccurrenceRow.id) == ProposalRow.occurrence_id)
        .where(col(OccurrenceRow.booking_id) == booking_id)
        .order_by(col(ProposalRow.id))
    )
    last = {row.occurrence_id: proposal_value(row, ledger.ids) for row in rows}
    return tuple(
        one
        for one in last.values()
        if one.side is Side.HOUSE
        and one.status in (ProposalStatus.OPEN, ProposalStatus.EXPIRED)
        and one.open_until < ledger.today
    )


def find_proposed_bookings(
    ledger: Ledger, side: Side, booking_ids: Collection[int] | None = None
) -> frozenset[int]:
    """The bookings for which one side has something open, or those of many; one question."""
    among = True if booking_ids is None else col(OccurrenceRow.booking_id).in_(booking_ids)
    found = ledger.session.exec(
        select(OccurrenceRow.booking_id)
        .join(ProposalRow, col(ProposalRow.occurrence_id) == OccurrenceRow.id)
        .where(
            among,
            col(ProposalRow.status) == ProposalStatus.OPEN.value,
            col(ProposalRow.side) == side.value,
            col(ProposalRow.open_until) >= ledger.today,
        )
    )
    return frozenset(found)


def find_proposed_entries(
    ledger: Ledger, spaces: Collection[str], period: Period
) -> tuple[Entry, ...]:
    """What is kept free in any of these spaces in a period because the house proposed it: the
    dates as they would be there. Who asks whether a room is free must see them, too."""
    rows = ledger.session.exec(
        select(ProposalRow)
        .where(
            col(ProposalRow.id).in_(
                select(OccupancyRow.proposal_id).where(
                    col(OccupancyRow.space_id).in_(ledger.ids.space_ids(spaces)),
                    col(OccupancyRow.proposed).is_(True),
                    col(OccupancyRow.expires) > int(ledger.now.timestamp()),
                    col(OccupancyRow.starts) < period.ends,
                    col(OccupancyRow.starts) > period.starts - LONGEST_SECONDS,
                    col(OccupancyRow.ends) > period.starts,
                )
            )
        )
        .order_by(col(ProposalRow.starts), col(ProposalRow.id))
    )
    proposed = [proposal_value(row, ledger.ids) for row in rows]
    dates = {
        entry.occurrence.id: entry
        for entry in ledger.find_entries([one.occurrence_id for one in proposed])
    }
    return tuple(one.as_entry(dates[one.occurrence_id]) for one in proposed)


def proposed_space_ids(
    ledger: Ledger,
    reference: str,
    statuses: Collection[ProposalStatus] = (ProposalStatus.OPEN,),
) -> frozenset[int]:
    """The spaces of all proposals for a booking that stand at one of these, to be locked with
    it."""
    rows = ledger.session.exec(
        select(ProposalRow.space_ids)
        .join(OccurrenceRow, col(OccurrenceRow.id) == ProposalRow.occurrence_id)
        .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
        .where(
            col(BookingRow.reference) == reference,
            col(ProposalRow.status).in_([status.value for status in statuses]),
        )
    )
    return frozenset(number for spaces in rows for number in spaces)


def end_proposals(
    session: Session, proposal_ids: Collection[int], status: ProposalStatus, now: datetime
) -> None:
    """Ends proposals and gives up what was kept free for them."""
    session.execute(delete(OccupancyRow).where(col(OccupancyRow.proposal_id).in_(proposal_ids)))
    session.execute(
        update(ProposalRow)
        .where(col(ProposalRow.id).in_(proposal_ids))
        .values(status=status.value, answered_at=now)
    )


def withdraw_proposals_of(
    session: Session, occurrence_ids: Collection[int], now: datetime
) -> Mapping[int, list[int]]:
    """A date that changes otherwise takes its open proposals with it; returns the ids of these,
    by the date's id."""
    found = session.connection().execute(OPEN_FOR, {"dates": list(occurrence_ids)}).all()
    ended: dict[int, list[int]] = {}
    for row in found:
        ended.setdefault(row.occurrence_id, []).append(row.id)
    if found:
        end_proposals(session, [row.id for row in found], ProposalStatus.WITHDRAWN, now)
    return ended


def proposal_value(row: ProposalRow, ids: HouseIds) -> Proposal:
    """One row as the rest of the house knows it."""
    if row.id is None:
        raise ValueError("a proposal that was never stored has no value")
    return Proposal(
        id=row.id,
        occurrence_id=row.occurrence_id,
        side=Side(row.side),
        status=ProposalStatus(row.status),
        room=ids.room_slugs[row.room_id],
        day=row.day,
        begin=ClockTime(row.begin_minutes),
        end=ClockTime(row.end_minutes),
        period=Period.from_epoch(row.starts, row.ends),
        spaces=frozenset(ids.space_slugs[number] for number in row.space_ids),
        setup=timedelta(minutes=row.setup_minutes),
        teardown=timedelta(minutes=row.teardown_minutes),
        open_until=row.open_until,
        made_at=row.created_at,
    )
