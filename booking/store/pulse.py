"""The pulse of the database: does it answer, and how much is in it?"""

from sqlalchemy import func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from booking.domain.refusals import Busy
from booking.domain.statuses import Status
from booking.store.database import Database
from booking.store.tables import OccurrenceRow, PlantedRow


def is_answering(database: Database) -> bool:
    """Whether the database answers a simple question. It is about something that is kept: to
    others SQLite answers without a look at its file."""
    try:
        with database.reading() as session:
            session.exec(select(PlantedRow.id)).first()
    except (Busy, SQLAlchemyError):
        return False
    return True


def count_occurrences(session: Session) -> dict[Status, int]:
    """How many dates stand at each status, as written (a hold may have ended just now)."""
    rows = session.exec(
        select(OccurrenceRow.status, func.count()).group_by(col(OccurrenceRow.status))
    )
    counted = dict.fromkeys(Status, 0)
    return counted | {Status(status): number for status, number in rows}
