"""Reading bookings and their dates as they stand at one moment.

A ledger belongs to one session and one `now`. It answers with values; each
question takes a fixed number of statements, however many rows it finds.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, SelectBase, func, inspect
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from booking.domain.bookings import Booking, Occurrence
from booking.domain.entries import Entry
from booking.domain.filters import Filter
from booking.domain.refusals import NotFound
from booking.domain.statuses import Status
from booking.store.filters import Sieve
from booking.store.rooms import HouseIds
from booking.store.tables import (
    AssociationRow,
    BookingRow,
    DelegateRow,
    HistoryRow,
    OccupancyRow,
    OccurrenceRow,
    WishRow,
)
from booking.store.tables.bookings import LONGEST_SECONDS
from booking.store.values import booking_value, occurrence_value
from calendars.period import Period
from calendars.wallclock import WallClock

DATE_COLUMNS = tuple(inspect(OccurrenceRow).columns)
"""Bare columns: a value is made of them anyway, and rows of objects take three times as long."""
BookingsWanted = Select[BookingRow, AssociationRow, DelegateRow]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books of the house, open at one moment."""

    session: Session
    ids: HouseIds
    zone: ZoneInfo
    now: datetime

    @property
    def today(self) -> date:
        """The date in the house."""
        return WallClock(self.zone).date_of(self.now)

    def find_booking(self, reference: str) -> Booking | None:
        """The booking of that reference, with all its dates."""
        found = self._bookings(_bookings().where(col(BookingRow.reference) == reference))
        return found[0] if found else None

    def get_booking(self, reference: str) -> Booking:
        """The booking of that reference; raises `NotFound`."""
        found = self.find_booking(reference)
        if found is None:
            raise NotFound(what="booking", reference=reference)
        return found

    def find_booking_by_id(self, booking_id: int) -> Booking | None:
        """The booking of that id, with all its dates."""
        found = self._bookings(_bookings().where(col(BookingRow.id) == booking_id))
        return found[0] if found else None

    def find_bookings_by_id(self, booking_ids: Sequence[int]) -> tuple[Booking, ...]:
        """The bookings of these ids, in this order; those that are no more are left out."""
        found = self._bookings(_bookings().where(col(BookingRow.id).in_(booking_ids)))
        return tuple(sorted(found, key=lambda booking: booking_ids.index(booking.id)))

    def find_bookings(self, wanted: Filter, limit: int, offset: int = 0) -> tuple[Booking, ...]:
        """A page of bookings, the oldest request first."""
        return self._page(wanted, [col(BookingRow.received_at), col(BookingRow.id)], limit, offset)

    def find_lately_changed(
        self, wanted: Filter, limit: int, offset: int = 0
    ) -> tuple[Booking, ...]:
        """A page of bookings, the one with the latest line in its history first."""
        latest = (
            select(func.max(HistoryRow.id))
            .where(col(HistoryRow.booking_id) == col(BookingRow.id))
            .scalar_subquery()
        )
        return self._page(wanted, [latest.desc(), col(BookingRow.id).desc()], limit, offset)

    def count_bookings(self, wanted: Filter) -> int:
        """How many bookings there are on all pages."""
        return self.session.exec(
            select(func.count()).select_from(BookingRow).where(self._sieve.meets(wanted))
        ).one()

    def find_held_entries(self, spaces: Collection[str], period: Period) -> tuple[Entry, ...]:
        """What holds any of these spaces (setup and teardown included) in a period."""
        live = (col(OccupancyRow.expires).is_(None)) | (
            col(OccupancyRow.expires) > int(self.now.timestamp())
        )
        own = col(OccupancyRow.proposed).is_(None)
        return self._entries(self._within(OccupancyRow, spaces, period).where(live, own))

    def find_asked_entries(self, spaces: Collection[str], period: Period) -> tuple[Entry, ...]:
        """What is asked for, or waited for, in any of these spaces in a period; what was
        held until it expired asks again."""
        expired = self._within(OccupancyRow, spaces, period).where(
            col(OccupancyRow.expires) <= int(self.now.timestamp()),
            col(OccupancyRow.proposed).is_(None),
        )
        return self._entries(self._within(WishRow, spaces, period).union(expired))

    def find_entries(self, occurrence_ids: Collection[int]) -> tuple[Entry, ...]:
        """The dates of these ids, whoever they belong to."""
        ids = sorted(occurrence_ids)
        return self._entries(select(col(OccurrenceRow.id)).where(col(OccurrenceRow.id).in_(ids)))

    def find_future_entries(self, statuses: Collection[Status]) -> tuple[Entry, ...]:
        """Every date from now on that stands at one of these."""
        return self._entries(
            select(col(OccurrenceRow.id)).where(
                col(OccurrenceRow.status).in_([status.value for status in statuses]),
                col(OccurrenceRow.ends) > int(self.now.timestamp()),
            )
        )

    @property
    def _sieve(self) -> Sieve:
        return Sieve(self.ids, self.zone, self.now)

    def _within(
        self, table: type[OccupancyRow] | type[WishRow], spaces: Collection[str], period: Period
    ) -> SelectOfScalar[int]:
        return select(table.occurrence_id).where(
            col(table.space_id).in_(self.ids.space_ids(spaces)),
            col(table.starts) < period.ends,
            col(table.starts) > period.starts - LONGEST_SECONDS,
            col(table.ends) > period.starts,
        )

    def _entries(self, occurrence_ids: SelectBase) -> tuple[Entry, ...]:
        rows = self.session.exec(
            select(OccurrenceRow, BookingRow, AssociationRow)
            .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
            .join(AssociationRow, col(AssociationRow.id) == BookingRow.association_id)
            .where(
                col(OccurrenceRow.id).in_(occurrence_ids),
                col(BookingRow.proven_at).is_not(None),
            )
            .order_by(col(OccurrenceRow.starts), col(OccurrenceRow.id))
        )
        return tuple(
            Entry(
                occurrence=self.occurrence(occurrence),
                reference=booking.reference,
                association_id=booking.association_id,
                association=association.name,
                title=booking.title,
                public_title=booking.public_title,
                activity=booking.activity,
                persons=booking.persons,
                seating=booking.seating,
                notes=booking.notes,
            )
            for occurrence, booking, association in rows
        )

    def _page(
        self, wanted: Filter, order: Sequence[Any], limit: int, offset: int
    ) -> tuple[Booking, ...]:
        found = _bookings().where(self._sieve.meets(wanted)).order_by(*order)
        return self._bookings(found.limit(limit).offset(offset))

    def _bookings(self, statement: BookingsWanted) -> tuple[Booking, ...]:
        rows = self.session.exec(statement).all()
        dates = self._occurrences([row.id for row, _, _ in rows if row.id is not None])
        return tuple(
            booking_value(row, association, delegate, tuple(dates.get(row.id or 0, ())))
            for row, association, delegate in rows
        )

    def _occurrences(self, booking_ids: Sequence[int]) -> dict[int, list[Occurrence]]:
        rows = self.session.connection().execute(
            select_columns(*DATE_COLUMNS)
            .where(col(OccurrenceRow.booking_id).in_(booking_ids))
            .order_by(col(OccurrenceRow.starts), col(OccurrenceRow.id))
        )
        found: dict[int, list[Occurrence]] = {}
        for row in rows:
            found.setdefault(row.booking_id, []).append(self.occurrence(row))
        return found

    def occurrence(self, row: OccurrenceRow | Row[Any]) -> Occurrence:
        """One row as the date it is now."""
        return occurrence_value(row, self.ids, self.zone, self.now)


def _bookings() -> BookingsWanted:
    return (
        select(BookingRow, AssociationRow, DelegateRow)
        .join(AssociationRow, col(AssociationRow.id) == BookingRow.association_id)
        .join(DelegateRow, col(DelegateRow.id) == BookingRow.delegate_id)
    )
