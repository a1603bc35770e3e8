"""Rooms and spaces in the database: their small integers, their calendar versions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

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

    def space_ids(self, slugs: Collection[str]) -> tuple[int, ...]:
        """The ids of some spaces, in ascending order."""
        return tuple(sorted(self.spaces[slug] for slug in slugs))


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
    """Adds new rooms and notes what feeds show of each; returns the slugs of known rooms
    whose names or privacy have changed, so that their occurrences can be touched."""
    known = {row.slug: row for row in session.exec(select(RoomRow))}
    changed = set()
    for slug, shown in sorted(shown_as.items()):
        row = known.get(slug)
        if row is None:
            session.add(RoomRow(slug=slug, shown_as=shown, calendar_changed_at=now))
        elif row.shown_as != shown:
            row.shown_as = shown
            changed.add(slug)
    session.flush()
    return frozenset(changed)


def read_planted(session: Session) -> Mapping[str, object] | None:
    """The house as it was planted last, in the shape of the room file."""
    row = session.get(PlantedRow, 1)
    return row.house if row else None


def remember_planted(session: Session, house: Mapping[str, object], now: datetime) -> None:
    """Keeps what was planted, for the next file to be compared with."""
    session.merge(PlantedRow(house=dict(house), planted_at=now))
    session.flush()


def bump_calendars(session: Session, room_ids: Collection[int], now: datetime) -> None:
    """Raises the version of each room's calendar. The moment of change never falls and
    never repeats: HTTP dates know whole seconds, and a reader must not miss a change."""
    rows = session.exec(
        select(RoomRow)
        .where(col(RoomRow.id).in_(room_ids))
        .order_by(col(RoomRow.id))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    for row in rows:
        row.calendar_version += 1
        row.calendar_changed_at = max(now, row.calendar_changed_at + timedelta(seconds=1))
    session.flush()


def read_calendar_states(session: Session, room_ids: Collection[int]) -> dict[int, CalendarState]:
    """Version and last change of some rooms' calendars, by id."""
    columns = (col(RoomRow.id), RoomRow.calendar_version, RoomRow.calendar_changed_at)
    rows = session.exec(select(*columns).where(col(RoomRow.id).in_(room_ids)))
    return {number: CalendarState(version, at) for number, version, at in rows if number}
