"""The tables: what is kept. They validate nothing and know no rule.

Instants that are compared in SQL (`starts`, `ends`, `expires`) are BIGINT epoch
seconds in UTC on both databases; all other moments are aware UTC datetimes.
"""

from booking.store.tables.associations import AssociationRow, DelegateRow
from booking.store.tables.base import Base
from booking.store.tables.bookings import BookingRow, OccupancyRow, OccurrenceRow, WishRow
from booking.store.tables.deeds import AttemptRow, HistoryRow, IdempotencyRow
from booking.store.tables.feeds import SubscriptionRow
from booking.store.tables.outbox import OutboxRow
from booking.store.tables.people import AccountRow, SessionRow, TokenRow
from booking.store.tables.proposals import ProposalRow
from booking.store.tables.rooms import PlantedRow, RoomRow, SpaceRow

__all__ = [
    "AccountRow",
    "AssociationRow",
    "AttemptRow",
    "Base",
    "BookingRow",
    "DelegateRow",
    "HistoryRow",
    "IdempotencyRow",
    "OccupancyRow",
    "OccurrenceRow",
    "OutboxRow",
    "PlantedRow",
    "ProposalRow",
    "RoomRow",
    "SessionRow",
    "SpaceRow",
    "SubscriptionRow",
    "TokenRow",
    "WishRow",
]
