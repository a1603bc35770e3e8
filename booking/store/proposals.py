"""Proposals in the database, and what they keep free while they are open."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, update
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
    expires = int(hold_expires_at(open_until, ledger.zone).timestamp())
    pieces = [
        {
            "occurrence_id": occurrence_id,
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
    today = ledger.today
    rows = ledger.session.exec(
        select(ProposalRow)
        .join(OccurrenceRow, col(OccurrenceRow.id) == ProposalRow.occurrence_id)
        .where(
            col(OccurrenceRow.booking_id) == booking_id,
            col(ProposalRow.status) == ProposalStatus.OPEN.value,
            col(ProposalRow.open_until) >= today,
        )
        .order_by(col(ProposalRow.starts), col(ProposalRow.id))
    )
    return tuple(_value(row, ledger.ids) for row in rows)


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
    proposed = [_value(row, ledger.ids) for row in rows]
    dates = {
        entry.occurrence.id: entry
        for entry in ledger.find_entries([one.occurrence_id for one in proposed])
    }
    return tuple(one.as_entry(dates[one.occurrence_id]) for one in proposed)


def proposed_space_ids(ledger: Ledger, reference: str) -> frozenset[int]:
    """The spaces of all open proposals for a booking, to be locked with it."""
    rows = ledger.session.exec(
        select(ProposalRow.space_ids)
        .join(OccurrenceRow, col(OccurrenceRow.id) == ProposalRow.occurrence_id)
        .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
        .where(
            col(BookingRow.reference) == reference,
            col(ProposalRow.status) == ProposalStatus.OPEN.value,
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


def withdraw_proposals_of(session: Session, occurrence_ids: Collection[int], now: datetime) -> None:
    """A date that changes otherwise takes its open proposals with it."""
    found = session.exec(
        select(ProposalRow.id).where(
            col(ProposalRow.occurrence_id).in_(occurrence_ids),
            col(ProposalRow.status) == ProposalStatus.OPEN.value,
        )
    ).all()
    if found:
        end_proposals(
            session, [number for number in found if number], ProposalStatus.WITHDRAWN, now
        )


def expire_proposals(session: Session, space_ids: Collection[int], now: datetime) -> None:
    """Ends the proposals in some (locked) spaces whose last day is over."""
    found = session.exec(
        select(OccupancyRow.proposal_id)
        .where(
            col(OccupancyRow.space_id).in_(space_ids),
            col(OccupancyRow.expires) <= int(now.timestamp()),
            col(OccupancyRow.proposal_id).is_not(None),
        )
        .distinct()
    ).all()
    if found:
        end_proposals(session, [number for number in found if number], ProposalStatus.EXPIRED, now)


def _value(row: ProposalRow, ids: HouseIds) -> Proposal:
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
    )
