"""Reading bookings and their dates as they stand at one moment.

A ledger belongs to one session and one `now`. It answers with values; each
question takes a fixed number of statements, however many rows it finds.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from booking.domain.bookings import Booking, Occurrence
from booking.domain.claimants import in_order_of_claims
from booking.domain.entries import Entry
from booking.domain.filters import Filter
from booking.domain.house import House
from booking.domain.refusals import NotFound
from booking.domain.statuses import Status
from booking.store.closures import Almanac
from booking.store.filters import Sieve
from booking.store.rooms import HouseIds
from booking.store.selections import BOOKINGS, DATES_OF, ENTRIES, OF_REFERENCE
from booking.store.tables import (
    AssociationRow,
    BookingRow,
    HistoryRow,
    OccupancyRow,
    OccurrenceRow,
    WishRow,
)
from booking.store.tables.bookings import LONGEST_SECONDS
from booking.store.values import booking_value, entry_value, occurrence_value, status_at
from calendars.period import Period
from calendars.wallclock import WallClock

NO_VALUES: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books of the house, open at one moment."""

    session: Session
    ids: HouseIds
    zone: ZoneInfo
    now: datetime
    almanac: Almanac

    @property
    def house(self) -> House:
        """The house with all its closures, those that staff have made included. Whoever
        judges a day asks this one; `Books.house` knows the room file alone."""
        return self.almanac.house_in(self.session)

    @property
    def today(self) -> date:
        """The date in the house."""
        return WallClock(self.zone).date_of(self.now)

    def find_booking(self, reference: str) -> Booking | None:
        """The booking of that reference, with all its dates."""
        found = self._bookings(OF_REFERENCE, {"reference": reference})
        return found[0] if found else None

    def get_booking(self, reference: str) -> Booking:
        """The booking of that reference; raises `NotFound`."""
        found = self.find_booking(reference)
        if found is None:
            raise NotFound(what="booking", reference=reference)
        return found

    def find_booking_by_id(self, booking_id: int) -> Booking | None:
        """The booking of that id, with all its dates."""
        found = self._bookings(BOOKINGS.where(col(BookingRow.id) == booking_id))
        return found[0] if found else None

    def find_bookings_by_id(self, booking_ids: Sequence[int]) -> tuple[Booking, ...]:
        """The bookings of these ids, in this order; those that are no more are left out."""
        found = self._bookings(BOOKINGS.where(col(BookingRow.id).in_(booking_ids)))
        return tuple(sorted(found, key=lambda booking: booking_ids.index(booking.id)))

    def find_bookings_named(self, references: Collection[str]) -> tuple[Booking, ...]:
        """The bookings of these references; those that are none are left out."""
        return self._bookings(BOOKINGS.where(col(BookingRow.reference).in_(references)))

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
        held = self._within(OccupancyRow, spaces, period).where(live, own)
        return self._entries(col(OccurrenceRow.id).in_(held))

    def find_asked_entries(self, spaces: Collection[str], period: Period) -> tuple[Entry, ...]:
        """What is asked for, or waited for, in any of these spaces in a period; what was
        held until it expired asks again."""
        expired = self._within(OccupancyRow, spaces, period).where(
            col(OccupancyRow.expires) <= int(self.now.timestamp()),
            col(OccupancyRow.proposed).is_(None),
        )
        asked = self._within(WishRow, spaces, period).union(expired)
        return self._entries(col(OccurrenceRow.id).in_(asked))

    def find_entries(self, occurrence_ids: Collection[int]) -> tuple[Entry, ...]:
        """The dates of these ids, whoever they belong to."""
        return self._entries(col(OccurrenceRow.id).in_(sorted(occurrence_ids)))

    def find_groups(self, occurrence_ids: Collection[int]) -> dict[int, str]:
        """Whose these dates are, by name; in the order of their claims."""
        rows = self.session.exec(
            select(OccurrenceRow.id, AssociationRow.name, AssociationRow.user_group)
            .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
            .join(AssociationRow, col(AssociationRow.id) == BookingRow.association_id)
            .where(
                col(OccurrenceRow.id).in_(sorted(set(occurrence_ids))),
                col(BookingRow.proven_at).is_not(None),
            )
            .order_by(col(BookingRow.received_at), col(OccurrenceRow.id))
        )
        ordered = in_order_of_claims(self.house, rows, lambda row: row[2])
        return {number: name for number, name, _ in ordered if number is not None}

    def find_future_entries(self, statuses: Collection[Status]) -> tuple[Entry, ...]:
        """Every date from now on that stands at one of these."""
        return self._entries(
            col(OccurrenceRow.status).in_([status.value for status in statuses]),
            col(OccurrenceRow.ends) > int(self.now.timestamp()),
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

    def _entries(self, *met: ColumnElement[bool]) -> tuple[Entry, ...]:
        rows = self.session.connection().execute(ENTRIES.where(*met))
        return tuple(entry_value(row, self.occurrence(row)) for row in rows)

    def _page(
        self, wanted: Filter, order: Sequence[Any], limit: int, offset: int
    ) -> tuple[Booking, ...]:
        found = BOOKINGS.where(self._sieve.meets(wanted)).order_by(*order)
        return self._bookings(found.limit(limit).offset(offset))

    def _bookings(
        self, statement: Select[Any], values: Mapping[str, object] = NO_VALUES
    ) -> tuple[Booking, ...]:
        rows = self.session.connection().execute(statement, values).all()
        dates = self._occurrences([row.id for row in rows])
        return tuple(booking_value(row, tuple(dates.get(row.id, ()))) for row in rows)

    def _occurrences(self, booking_ids: Sequence[int]) -> dict[int, list[Occurrence]]:
        rows = self.session.connection().execute(DATES_OF, {"bookings": list(booking_ids)})
        found: dict[int, list[Occurrence]] = {}
        for row in rows:
            found.setdefault(row.booking_id, []).append(self.occurrence(row))
        return found

    def occurrence(self, row: Row[Any]) -> Occurrence:
        """One row as the date it is now."""
        return occurrence_value(row, self.ids, status_at(row, self.zone, self.now))
