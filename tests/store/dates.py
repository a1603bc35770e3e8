"""Dates put straight into the tables, past every rule, to see what the tables bear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session

from booking.domain.statuses import Status
from booking.services.books import Books
from booking.store.dates import NewDate
from booking.store.places import fill_places
from booking.store.tables import AssociationRow, BookingRow, DelegateRow, OccurrenceRow
from calendars.period import Period

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Date:
    """One date without setup and teardown, in epoch seconds."""

    space_ids: tuple[int, ...]
    starts: int
    ends: int
    status: Status = Status.CONFIRMED
    hold_until: date | None = None


def add_dates(session: Session, books: Books, dates: Sequence[Date]) -> list[OccurrenceRow]:
    """The dates as rows of one booking; they hold and ask for nothing yet."""
    association = AssociationRow(name="Verein", created_at=NOW)
    session.add(association)
    session.flush()
    delegate = DelegateRow(association_id=association.id or 0, name="A", email="a@verein.example")
    session.add(delegate)
    session.flush()
    booking = BookingRow(
        reference=f"TEST-{association.id}",
        association_id=association.id or 0,
        delegate_id=delegate.id or 0,
        title="Probe",
        received_at=NOW,
        proven_at=NOW,
    )
    session.add(booking)
    session.flush()
    rows = [_row(booking, number, one, books) for number, one in enumerate(dates)]
    session.add_all(rows)
    session.flush()
    return rows


def place_dates(session: Session, books: Books, dates: Sequence[Date]) -> list[OccurrenceRow]:
    """The same, with all that they hold and ask for."""
    rows = add_dates(session, books, dates)
    fill_rows(session, books, rows)
    return rows


def fill_rows(session: Session, books: Books, rows: Sequence[OccurrenceRow]) -> None:
    """All that some stored rows hold and ask for."""
    ids = books.ids
    placed = [
        NewDate(
            id=row.id or 0,
            status=Status(row.status),
            spaces=ids.spaces_of(row.space_ids),
            occupied=Period.from_epoch(
                row.starts - row.setup_minutes * 60, row.ends + row.teardown_minutes * 60
            ),
            hold_until=row.hold_until,
        )
        for row in rows
    ]
    fill_places(session, placed, ids, books.house.zone)


def _row(booking: BookingRow, number: int, one: Date, books: Books) -> OccurrenceRow:
    return OccurrenceRow(
        booking_id=booking.id or 0,
        position=number,
        uid=f"{booking.id}-{number}@test",
        room_id=books.ids.rooms["saal"],
        day=date(2027, 1, 12),
        begin_minutes=0,
        end_minutes=60,
        starts=one.starts,
        ends=one.ends,
        space_ids=list(one.space_ids),
        setup_minutes=0,
        teardown_minutes=0,
        status=one.status.value,
        hold_until=one.hold_until,
        changed_at=NOW,
    )
