"""Messages in the database."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from booking.domain.messages import Message
from booking.domain.people import Person
from booking.domain.proposals import Side
from booking.store.tables import AccountRow, MessageRow


def add_message(
    session: Session,
    booking_id: int,
    by: Person,
    text: str,
    language: str,
    now: datetime,
    wait_until: date | None = None,
) -> int:
    """Keeps a message and returns its id. What the house only tells is settled at once."""
    side = Side.of(by)
    tells = side is Side.HOUSE and wait_until is None
    row = MessageRow(
        booking_id=booking_id,
        side=side.value,
        account_id=by.account_id,
        text=text,
        language=language,
        written_at=now,
        wait_until=wait_until,
        settled_at=now if tells else None,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def settle_messages(session: Session, booking_id: int, side: Side, now: datetime) -> bool:
    """What this side wrote needs nothing more from the other; False if nothing was open."""
    done = session.execute(
        update(MessageRow)
        .where(
            col(MessageRow.booking_id) == booking_id,
            col(MessageRow.side) == side.value,
            col(MessageRow.settled_at).is_(None),
        )
        .values(settled_at=now)
        .returning(col(MessageRow.id))
    )
    return bool(done.all())


def find_messages(session: Session, booking_id: int) -> tuple[Message, ...]:
    """Everything that was written about one booking, the oldest first."""
    return _found(session, col(MessageRow.booking_id) == booking_id)


def find_message(session: Session, message_id: int) -> Message | None:
    """The message of that id."""
    found = _found(session, col(MessageRow.id) == message_id)
    return found[0] if found else None


def find_unsettled(
    session: Session, booking_ids: Collection[int]
) -> Mapping[int, tuple[Message, ...]]:
    """What is still open of many bookings, by the booking's id, the oldest first: questions of
    the house, and what associations wrote that staff have not reacted to. One question for all."""
    found: dict[int, tuple[Message, ...]] = {}
    wanted = col(MessageRow.booking_id).in_(sorted(booking_ids))
    for one in _found(session, wanted & col(MessageRow.settled_at).is_(None)):
        found[one.booking_id] = (*found.get(one.booking_id, ()), one)
    return found


def find_all_unsettled(session: Session) -> tuple[Message, ...]:
    """What is still open of all bookings, the oldest first."""
    return _found(session, col(MessageRow.settled_at).is_(None))


def _found(session: Session, condition: ColumnElement[bool]) -> tuple[Message, ...]:
    rows = session.exec(
        select(MessageRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == MessageRow.account_id, isouter=True)
        .where(condition)
        .order_by(col(MessageRow.id))
    )
    return tuple(
        Message(
            id=row.id or 0,
            booking_id=row.booking_id,
            side=Side(row.side),
            text=row.text,
            language=row.language,
            written_at=row.written_at,
            who=name or "",
            wait_until=row.wait_until,
            settled_at=row.settled_at,
        )
        for row, name in rows
    )
