"""What caretakers have seen of the changes of a date."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from booking.domain.day_news import Seen
from booking.domain.people import Person
from booking.store.tables import AccountRow, CaretakerLinkRow, HistoryRow, SeenRow


def find_seen(session: Session, ids: Collection[int]) -> Mapping[int, Seen]:
    """For each of these dates the most that somebody has seen of it."""
    who = func.coalesce(CaretakerLinkRow.name, AccountRow.name, "")
    rows = session.exec(
        select(SeenRow, who)
        .join(AccountRow, col(AccountRow.id) == SeenRow.account_id, isouter=True)
        .join(CaretakerLinkRow, col(CaretakerLinkRow.id) == SeenRow.link_id, isouter=True)
        .where(col(SeenRow.occurrence_id).in_(sorted(ids)))
        .order_by(col(SeenRow.up_to))
    )
    return {row.occurrence_id: Seen(row.up_to, row.at, name) for row, name in rows}


def add_seen(session: Session, occurrence_id: int, up_to: int, by: Person, at: datetime) -> None:
    """Notes it once; who was first is kept. Nobody can have seen what is not written yet."""
    newest = session.exec(select(func.max(HistoryRow.id)).where(col(HistoryRow.id) <= up_to)).one()
    if newest is None:
        return
    up_to = newest
    known = session.exec(
        select(SeenRow.id).where(
            col(SeenRow.occurrence_id) == occurrence_id, col(SeenRow.up_to) == up_to
        )
    ).first()
    if known is None:
        session.add(
            SeenRow(
                occurrence_id=occurrence_id,
                up_to=up_to,
                at=at,
                account_id=by.account_id,
                link_id=by.link_id,
            )
        )
        session.flush()
