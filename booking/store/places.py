"""What occurrences take of the house: occupancies if they hold, wishes if they ask."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import Session, col

from booking.domain.statuses import ASKING, HOLDING, Status
from booking.store.rooms import HouseIds
from booking.store.tables import OccupancyRow, WishRow
from booking.store.values import begun_quarter, hold_expires_at
from calendars.period import Period

FIND_ENDED = select(
    col(OccupancyRow.space_id), col(OccupancyRow.occurrence_id), col(OccupancyRow.proposal_id)
).where(col(OccupancyRow.expires) <= bindparam("now", literal_execute=True))
"""The moment stands in the statement itself: see `booking.store.claims`."""
LEAVE = delete(OccupancyRow).where(
    col(OccupancyRow.occurrence_id).in_(bindparam("dates", expanding=True)),
    col(OccupancyRow.proposed).is_(None),
)
FORGET = delete(WishRow).where(col(WishRow.occurrence_id).in_(bindparam("dates", expanding=True)))
TAKE, ASK = insert(OccupancyRow), insert(WishRow)


class Placed(Protocol):
    """A date, as far as it takes or asks for a part of the house."""

    @property
    def id(self) -> int: ...
    @property
    def status(self) -> Status: ...
    @property
    def spaces(self) -> frozenset[str]: ...
    @property
    def occupied(self) -> Period: ...
    @property
    def hold_until(self) -> date | None: ...


class Ended(NamedTuple):
    """What is kept free no longer, by its ids."""

    dates: frozenset[int]
    proposals: frozenset[int]


def find_ended(session: Session, space_ids: Collection[int], now: datetime) -> Ended:
    """The held dates and the proposals in some spaces whose last day is over.

    In the whole house these are few, so the spaces are told apart here: a database that is
    asked for both would sooner walk through everything a space ever held.
    """
    rows = session.connection().execute(FIND_ENDED, {"now": begun_quarter(now)})
    here = [row for row in rows if row.space_id in space_ids]
    return Ended(
        dates=frozenset(row.occurrence_id for row in here if row.proposal_id is None),
        proposals=frozenset(row.proposal_id for row in here if row.proposal_id is not None),
    )


def empty_places(session: Session, dates: Iterable[Placed]) -> None:
    """Takes away all that these dates hold or ask for; what is proposed for them stays."""
    dates = list(dates)
    held = [one.id for one in dates if one.status in HOLDING]
    asked = [one.id for one in dates if one.status in ASKING]
    run = session.connection().execute
    if held:
        run(LEAVE, {"dates": held})
    if asked:
        run(FORGET, {"dates": asked})


def fill_places(session: Session, dates: Iterable[Placed], ids: HouseIds, zone: ZoneInfo) -> None:
    """Writes what these dates take in their present status, in one go for each table.

    The guards fire here if a place is not free. The dates must be written before.
    """
    dates = list(dates)
    held = [place for one in dates if one.status in HOLDING for place in _held(one, ids, zone)]
    asked = [place for one in dates if one.status in ASKING for place in _places(one, ids)]
    run = session.connection().execute
    if held:
        held.sort(key=lambda place: (place["space_id"], place["starts"]))
        run(TAKE, held)
    if asked:
        run(ASK, asked)


def _held(one: Placed, ids: HouseIds, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    """An occupancy says when its hold ends, so that a probe need not ask the occurrence."""
    last_day = one.hold_until
    expires = last_day and int(hold_expires_at(last_day, zone).timestamp())
    return (place | {"holds": True, "expires": expires} for place in _places(one, ids))


def _places(one: Placed, ids: HouseIds) -> Iterator[dict[str, Any]]:
    """The period with setup and teardown, once for each space."""
    starts, ends = one.occupied.starts, one.occupied.ends
    return (
        {"occurrence_id": one.id, "space_id": number, "starts": starts, "ends": ends}
        for number in ids.space_ids(one.spaces)
    )
