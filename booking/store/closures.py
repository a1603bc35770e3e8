"""The closures that staff have made, and the house with all closures, as a transaction sees it.

The room file is read once; what staff close is closed for every process at once. Each
transaction asks for the version of the closures, one row; they are read again only if it
is another one than last time.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session, col, select

from booking.domain.closures import Closure, MadeClosure
from booking.domain.house import House
from booking.store.tables import AccountRow, ClosureRow, ClosuresVersionRow

VERSION = text("SELECT version FROM closures_version WHERE id = 1")
NEVER_CHANGED = ""
_SEEN, _VERSION = "house_with_closures", "closures_version"
"""Where a session keeps the house that it has seen, and the version of the closures."""


class Almanac:
    """Knows the house with all its closures. One for all transactions of a process; what it
    remembers is only to save reading the same closures again."""

    def __init__(self, declared: House) -> None:
        self.declared = declared
        self._latest = (NEVER_CHANGED, declared)

    def house_in(self, session: Session) -> House:
        """The house as this transaction sees it, the same however often it is asked for."""
        seen: House | None = session.info.get(_SEEN)
        if seen is None:
            seen = session.info[_SEEN] = self._look_up(session)
        return seen

    def _look_up(self, session: Session) -> House:
        version = session.info.get(_VERSION)
        if version is None:
            version = session.connection().execute(VERSION).scalar() or NEVER_CHANGED
        known, house = self._latest
        if known != version:
            house = self._draw_up(session)
            self._latest = (version, house)
        return house

    def _draw_up(self, session: Session) -> House:
        made = (one.counting for one in find_made_closures(session, self.declared))
        closures = (*self.declared.closures, *(closure for closure in made if closure))
        return self.declared.model_copy(update={"closures": closures})


def look_again(session: Session) -> None:
    """What was seen of the house is forgotten: while this transaction waited for its locks,
    or by its own deed, the closures may have changed."""
    session.info.pop(_SEEN, None)
    session.info.pop(_VERSION, None)


def note_version(session: Session, version: str) -> None:
    """What this transaction has learned on the way, so that it need not ask."""
    session.info[_VERSION] = version


def find_made_closures(session: Session, house: House) -> tuple[MadeClosure, ...]:
    """All closures that staff have made, ended ones included, in the order of their days.
    Those of rooms that are no longer in the house are left out."""
    rows = session.exec(
        select(ClosureRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == ClosureRow.account_id, isouter=True)
        .order_by(col(ClosureRow.first), col(ClosureRow.id))
    )
    found = (closure_value(row, name or "", house) for row, name in rows)
    return tuple(one for one in found if one)


def find_kept_dates(session: Session, house: House) -> frozenset[int]:
    """The dates that take place although it is closed, by id."""
    made = find_made_closures(session, house)
    return frozenset(number for one in made for number in one.kept)


def closure_value(row: ClosureRow, made_by: str, house: House) -> MadeClosure | None:
    """One row as the rest of the house knows it; None if all its rooms are gone."""
    rooms = tuple(slug for slug in row.rooms if house.find_room(slug))
    if row.rooms and not rooms:
        return None
    return MadeClosure(
        id=row.id or 0,
        closure=Closure.model_validate(
            {
                "slug": f"closure-{row.id}",
                "first": row.first,
                "last": row.last,
                "reason": row.reason,
                **({"rooms": rooms} if rooms else {}),
            }
        ),
        reopened_on=row.reopened_on,
        kept=frozenset(row.kept),
        made_at=row.made_at,
        made_by=made_by,
    )


class NewClosure(NamedTuple):
    """What is kept of a closure that is made now."""

    key: str
    first: date
    last: date
    reason: dict[str, str]
    rooms: Sequence[str]
    kept: Sequence[int]
    made_at: datetime
    account_id: int | None


def find_closure_id(session: Session, key: str) -> int | None:
    """The closure that came of a form before."""
    return session.exec(select(ClosureRow.id).where(col(ClosureRow.key) == key)).first()


def add_closure(session: Session, new: NewClosure) -> int:
    """Keeps a closure; from now on this transaction, and later all others, know of it."""
    row = ClosureRow(**new._asdict() | {"rooms": list(new.rooms), "kept": list(new.kept)})
    session.add(row)
    session.flush()
    draw_version(session)
    return row.id or 0


def reopen(session: Session, closure_id: int, day: date) -> None:
    """From that day on the closure no longer counts."""
    session.get_one(ClosureRow, closure_id).reopened_on = day
    draw_version(session)


def lock_closure(session: Session, closure_id: int) -> None:
    """Nobody else answers for the dates of this closure until the transaction ends. To be
    called before anything is read of it."""
    session.exec(
        select(ClosureRow.id).where(col(ClosureRow.id) == closure_id).with_for_update()
    ).all()


def keep_dates(session: Session, closure_id: int, occurrence_ids: Sequence[int]) -> None:
    """These dates take place although it is closed."""
    row = session.get_one(ClosureRow, closure_id)
    row.kept = sorted({*row.kept, *occurrence_ids})
    session.flush()


def draw_version(session: Session) -> None:
    """Everybody who looks from now on sees that the closures have changed."""
    session.merge(ClosuresVersionRow(version=secrets.token_hex(16)))
    session.flush()
    look_again(session)
