"""The rows that a report is made of: a fixed number of statements, however long the period."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Executable, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from booking.domain.people import Role
from booking.domain.proposals import Side
from booking.domain.reasons import Reason, reason_named
from booking.domain.report.figures import Facts, Fallen, Unmet, Use
from booking.domain.statuses import Status
from booking.store.ledger import Ledger
from booking.store.tables import (
    AssociationRow,
    BookingRow,
    HistoryRow,
    NoShowRow,
    OccurrenceRow,
)
from calendars.wallclock import ClockTime, WallClock

OF_STAFF = (Role.STAFF.value, Role.ADMIN.value)


def find_facts(ledger: Ledger, first: date, last: date) -> Facts:
    """What is known about the dates of a period, both days included, and about the requests
    that came in it."""
    return Facts(
        uses=tuple(find_uses(ledger, first, last)),
        fallen=tuple(find_fallen(ledger, first, last)),
        unmet=tuple(find_unmet(ledger, first, last)),
        answered_after=tuple(find_answer_times(ledger, first, last)),
        new_groups=count_new_groups(ledger, first, last),
    )


def is_counted(nobody: type[NoShowRow]) -> ColumnElement[bool]:
    """Whether it stands that nobody came, and the group has not disputed it."""
    return col(nobody.taken_back_at).is_(None) & col(nobody.disputed_at).is_(None)


def find_uses(ledger: Ledger, first: date, last: date) -> Iterable[Use]:
    """The confirmed dates, those to come included."""
    rows = ledger.session.connection().execute(_confirmed(first, last))
    spaces = {number: slug for slug, number in ledger.ids.spaces.items()}
    now = int(ledger.now.timestamp())
    for row in rows:
        yield Use(
            occasion=(row.booking_id, row.position),
            association_id=row.association_id,
            user_group=row.user_group,
            activity=row.activity or "",
            persons=row.persons or 0,
            room=ledger.ids.room_slugs[row.room_id],
            spaces=frozenset(spaces[number] for number in row.space_ids),
            day=row.day,
            begin=ClockTime(row.begin_minutes),
            end=ClockTime(row.end_minutes),
            was_used=row.ends <= now and row.nobody is None,
            nobody_came=row.nobody is not None,
        )


def find_fallen(ledger: Ledger, first: date, last: date) -> Iterable[Fallen]:
    """The confirmed dates that were cancelled: when, and by which side."""
    for row in ledger.session.connection().execute(_last_step(Status.CANCELLED, first, last)):
        begin = datetime.fromtimestamp(row.starts, UTC)
        side = Side.HOUSE if row.standing in (*OF_STAFF, "house") else Side.ASSOCIATION
        yield Fallen((row.booking_id, row.position), begin - row.at, side)


def find_unmet(ledger: Ledger, first: date, last: date) -> Iterable[Unmet]:
    """The dates that were declined, and those that still waited when they were over."""
    connection = ledger.session.connection()
    for row in connection.execute(_last_step(Status.DECLINED, first, last)):
        minutes = row.end_minutes - row.begin_minutes
        yield Unmet((row.booking_id, row.position), minutes, reason_of(row.facts))
    waiting = select(
        col(OccurrenceRow.booking_id),
        col(OccurrenceRow.position),
        col(OccurrenceRow.end_minutes) - col(OccurrenceRow.begin_minutes),
    ).where(
        col(OccurrenceRow.status) == Status.WAITING.value,
        col(OccurrenceRow.day) >= first,
        col(OccurrenceRow.day) <= last,
        col(OccurrenceRow.ends) <= int(ledger.now.timestamp()),
    )
    for booking_id, position, minutes in connection.execute(waiting):
        yield Unmet((booking_id, position), minutes, "", waited=True)


def reason_of(facts: Mapping[str, object]) -> Reason | str:
    """Why a date was declined. A usual reason is the same in whatever language it was told,
    and whatever was written besides."""
    usual = reason_named(facts.get("because"))
    return usual or str(facts.get("reason") or "").strip()


def find_answer_times(ledger: Ledger, first: date, last: date) -> Iterable[timedelta]:
    """How long the requests of the period waited until staff first did something with them."""
    period = WallClock(ledger.zone).days(first, last + timedelta(days=1))
    rows = ledger.session.connection().execute(
        select(col(BookingRow.received_at), func.min(col(HistoryRow.at)).label("answered_at"))
        .join(HistoryRow, col(HistoryRow.booking_id) == col(BookingRow.id))
        .where(
            col(BookingRow.received_at) >= period.begin,
            col(BookingRow.received_at) < period.end,
            col(BookingRow.entered_by_staff).is_(False),
            col(HistoryRow.what) == "step",
            col(HistoryRow.standing).in_(OF_STAFF),
        )
        .group_by(col(BookingRow.id), col(BookingRow.received_at))
    )
    for received_at, answered_at in rows:
        yield answered_at - received_at


def count_new_groups(ledger: Ledger, first: date, last: date) -> int:
    """How many associations asked for the first time in the period."""
    period = WallClock(ledger.zone).days(first, last + timedelta(days=1))
    earliest = (
        select(func.min(col(BookingRow.received_at)).label("first_at"))
        .group_by(col(BookingRow.association_id))
        .subquery()
    )
    counted = select(func.count()).where(
        earliest.c.first_at >= period.begin, earliest.c.first_at < period.end
    )
    return ledger.session.connection().execute(counted).scalar_one()


def _confirmed(first: date, last: date) -> Executable:
    """The confirmed dates of a period, each with what its booking says and whether somebody
    noted that nobody came."""
    date_, booking, nobody = OccurrenceRow, BookingRow, NoShowRow
    return (
        select(
            col(date_.booking_id),
            col(date_.position),
            col(booking.association_id),
            col(AssociationRow.user_group),
            col(booking.activity),
            col(booking.persons),
            col(date_.room_id),
            col(date_.space_ids),
            col(date_.day),
            col(date_.begin_minutes),
            col(date_.end_minutes),
            col(date_.ends),
            col(nobody.id).label("nobody"),
        )
        .join(booking, col(booking.id) == col(date_.booking_id))
        .join(AssociationRow, col(AssociationRow.id) == col(booking.association_id))
        .outerjoin(
            nobody,
            (col(nobody.occurrence_id) == col(date_.id)) & is_counted(nobody),
        )
        .where(
            col(date_.status) == Status.CONFIRMED.value,
            col(date_.day) >= first,
            col(date_.day) <= last,
        )
    )


def _last_step(status: Status, first: date, last: date) -> Executable:
    """The dates at a status, each with the latest line of its history: the one that put it
    there."""
    line = aliased(HistoryRow)
    latest = (
        select(func.max(col(line.id)))
        .where(col(line.occurrence_id) == col(OccurrenceRow.id), col(line.what) == "step")
        .correlate(OccurrenceRow)
        .scalar_subquery()
    )
    return (
        select(
            col(OccurrenceRow.booking_id),
            col(OccurrenceRow.position),
            col(OccurrenceRow.starts),
            col(OccurrenceRow.begin_minutes),
            col(OccurrenceRow.end_minutes),
            col(HistoryRow.at),
            col(HistoryRow.standing),
            col(HistoryRow.facts),
        )
        .join(HistoryRow, col(HistoryRow.id) == latest)
        .where(
            col(OccurrenceRow.status) == status.value,
            col(OccurrenceRow.day) >= first,
            col(OccurrenceRow.day) <= last,
        )
    )
