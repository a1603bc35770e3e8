"""The tables: what is kept. They validate nothing and know no rule.

Instants that are compared in SQL (`starts`, `ends`, `expires`) are BIGINT epoch
seconds in UTC on both databases; all other moments are aware UTC datetimes.
"""

from booking.store.tables.associations import AssociationNoteRow, AssociationRow, DelegateRow
from booking.store.tables.base import Base
from booking.store.tables.bookings import BookingRow, OccupancyRow, OccurrenceRow, WishRow
from booking.store.tables.closures import ClosureRow, ClosuresVersionRow
from booking.store.tables.deeds import AttemptRow, HistoryRow, IdempotencyRow
from booking.store.tables.drafts import DraftRow
from booking.store.tables.feeds import (
    FeedReaderRow,
    FeedWatchRow,
    FormerAddressRow,
    SubscriptionRow,
)
from booking.store.tables.handovers import HandoverRow
from booking.store.tables.imports import ImportedRow, UploadRow
from booking.store.tables.messages import MessageRow
from booking.store.tables.notes import NoteRow
from booking.store.tables.outbox import OutboxRow
from booking.store.tables.people import AccountRow, RecoveryCodeRow, SessionRow, TokenRow
from booking.store.tables.proofs import DeviceRow, ProofKeyRow, ProofRow
from booking.store.tables.proposals import ProposalRow
from booking.store.tables.renewals import RenewalRow
from booking.store.tables.rooms import PlantedRow, RoomRow, SpaceRow
from booking.store.tables.today import (
    CaretakerLinkRow,
    NoShowRow,
    ProblemPhotoRow,
    ProblemRow,
    SeenRow,
)

__all__ = [
    "AccountRow",
    "AssociationNoteRow",
    "AssociationRow",
    "AttemptRow",
    "Base",
    "BookingRow",
    "CaretakerLinkRow",
    "ClosureRow",
    "ClosuresVersionRow",
    "DelegateRow",
    "DeviceRow",
    "DraftRow",
    "FeedReaderRow",
    "FeedWatchRow",
    "FormerAddressRow",
    "HandoverRow",
    "HistoryRow",
    "IdempotencyRow",
    "ImportedRow",
    "MessageRow",
    "NoShowRow",
    "NoteRow",
    "OccupancyRow",
    "OccurrenceRow",
    "OutboxRow",
    "PlantedRow",
    "ProblemPhotoRow",
    "ProblemRow",
    "ProofKeyRow",
    "ProofRow",
    "ProposalRow",
    "RecoveryCodeRow",
    "RenewalRow",
    "RoomRow",
    "SeenRow",
    "SessionRow",
    "SpaceRow",
    "SubscriptionRow",
    "TokenRow",
    "UploadRow",
    "WishRow",
]
