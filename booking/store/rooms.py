"""Rooms and spaces in the database: their small integers, their calendar versions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import bindparam, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from booking.store.tables import PlantedRow, RoomRow, SpaceRow


@dataclass(frozen=True)
class HouseIds:
    """The small integers of rooms and spaces, and back."""

    rooms: Mapping[str, int]
    spaces: Mapping[str, int]

    @cached_property
    def room_slugs(self) -> dict[int, str]:
        """The slug of each room's id."""
        return {number: slug for slug, number in self.rooms.items()}

    @cached_property
    def space_slugs(self) -> dict[int, str]:
        """The slug of each space's id."""
        return {number: slug for slug, number in self.spaces.items()}

    def spaces_of(self, space_ids: Collection[int]) -> frozenset[str]:
        """The slugs of some spaces."""
        return frozenset([self.space_slugs[number] for number in space_ids])

    def space_ids(self, slugs: Collection[str]) -> tuple[int, ...]:
        """The ids of some spaces, in ascending order."""
        which = frozenset(slugs)
        known = self._space_ids.get(which)
        if known is None:
            known = self._space_ids[which] = tuple(sorted(self.spaces[slug] for slug in which))
        return known

    @cached_property
    def _space_ids(self) -> dict[frozenset[str], tuple[int, ...]]:
        """What was asked for before: a series asks for the same spaces again and again."""
        return {}


@dataclass(frozen=True, slots=True)
class CalendarState:
    """What a room's feeds are known by."""

    version: int
    changed_at: datetime


def read_house_ids(session: Session) -> HouseIds:
    """All rooms and spaces ever planted."""
    return HouseIds(
        rooms={row.slug: row.id for row in session.exec(select(RoomRow)) if row.id},
        spaces={row.slug: row.id for row in session.exec(select(SpaceRow)) if row.id},
    )


def plant_spaces(session: Session, slugs: Collection[str]) -> None:
    """Adds the spaces that are not there yet, and locks all others: nobody changes a date
    until the transaction ends."""
    locked = select(SpaceRow).order_by(col(SpaceRow.id)).with_for_update(key_share=True)
    known = {row.slug for row in session.exec(locked)}
    session.add_all(SpaceRow(slug=slug) for slug in sorted(set(slugs) - known))
    session.flush()


def plant_rooms(session: Session, shown_as: Mapping[str, str], now: datetime) -> frozenset[str]:
    """Adds new rooms with what feeds show of each; returns the slugs of known rooms whose names
    or privacy have changed, so that their occurrences can be touched."""
    known = dict(session.exec(select(RoomRow.slug, RoomRow.shown_as)).all())
    session.add_all(
        RoomRow(slug=slug, shown_as=shown, calendar_changed_at=now)
        for slug, shown in sorted(shown_as.items())
        if slug not in known
    )
    session.flush()
    return frozenset(slug for slug, shown in known.items() if shown_as.get(slug, shown) != shown)


def remember_shown(session: Session, shown_as: Mapping[str, str]) -> None:
    """Keeps what feeds show of each room. After its dates were touched, not before: whoever
    changes dates has them first, and then the rooms."""
    for row in session.exec(select(RoomRow).order_by(col(RoomRow.id))):
        row.shown_as = shown_as.get(row.slug, row.shown_as)
    session.flush()


def read_planted(session: Session) -> Mapping[str, object] | None:
    """The house as it was planted last, in the shape of the room file."""
    row = session.get(PlantedRow, 1)
    return row.house if row else None


def read_feed_format(session: Session) -> int | None:
    """How feeds were written when the house was planted last; None if it never was."""
    row = session.get(PlantedRow, 1)
    return row.feed_format if row else None


def remember_planted(
    session: Session, house: Mapping[str, object], feed_format: int, now: datetime
) -> None:
    """Keeps what was planted, for the next file to be compared with."""
    row = PlantedRow(house=dict(house), planted_at=now, feed_format=feed_format)
    session.merge(row)
    session.flush()


LOCK_CALENDARS = (
    select_columns(col(RoomRow.id), col(RoomRow.calendar_changed_at))
    .where(col(RoomRow.id).in_(bindparam("rooms", expanding=True)))
    .order_by(col(RoomRow.id))
    .with_for_update(key_share=True)
)
BUMP_CALENDARS = (
    update(RoomRow)
    .where(col(RoomRow.id) == bindparam("room"))
    .values(calendar_version=col(RoomRow.calendar_version) + 1, calendar_changed_at=bindparam("at"))
)


def bump_calendars(session: Session, room_ids: Collection[int], now: datetime) -> None:
    """Raises the version of each room's calendar. The moment of change never falls and
    never repeats: HTTP dates know whole seconds, and a reader must not miss a change."""
    run = session.connection().execute
    changes = [
        {"room": number, "at": max(now, changed_at + timedelta(seconds=1))}
        for number, changed_at in run(LOCK_CALENDARS, {"rooms": list(room_ids)}).all()
    ]
    if changes:
        run(BUMP_CALENDARS, changes)


def read_calendar_states(session: Session, room_ids: Collection[int]) -> dict[int, CalendarState]:
    """Version and last change of some rooms' calendars, by id."""
    columns = (col(RoomRow.id), RoomRow.calendar_version, RoomRow.calendar_changed_at)
    rows = session.exec(select(*columns).where(col(RoomRow.id).in_(room_ids)))
    return {number: CalendarState(version, at) for number, version, at in rows if number}
