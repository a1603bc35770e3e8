"""What a changed room file would do to dates that are asked for or booked already."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.candidates import Candidate
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.people import THE_HOUSE
from booking.domain.rooms import Room
from booking.domain.rules import Asking, Case, Rule, find_findings
from booking.domain.verdicts import blocking_rules

NOT_ABOUT_THE_FILE = frozenset({Rule.PAST, Rule.NO_SUCH_TIME})
"""Rules that the file cannot change."""


@dataclass(frozen=True, slots=True)
class Uprooted:
    """A future date that does not fit the house any more."""

    entry: Entry
    room: Room | None
    """The room as the file has it now; None if it is gone."""
    broken: frozenset[Rule]
    """The rules that would stop the date if it were asked for today."""

    @property
    def has_other_spaces(self) -> bool:
        """Whether its room is made of other spaces than when it was asked for."""
        return self.room is not None and self.room.spaces != self.entry.occurrence.spaces


def find_uprooted(house: House, entries: Iterable[Entry], now: datetime) -> tuple[Uprooted, ...]:
    """The dates among these for which the house, as it is now, has no place: the room is
    gone or made otherwise, the hours are shorter, fewer people fit, the day is closed."""
    entries = tuple(entries)
    rooms: dict[tuple[str, int], list[Room]] = {}
    for entry in entries:
        if room := house.find_room(entry.occurrence.room):
            rooms.setdefault(date_of(entry), []).append(room)
    found = (examine(house, entry, tuple(rooms.get(date_of(entry), ())), now) for entry in entries)
    return tuple(one for one in found if one.room is None or one.has_other_spaces or one.broken)


def find_newly_uprooted(
    house: House, before: House | None, entries: Iterable[Entry], now: datetime
) -> tuple[Uprooted, ...]:
    """The same, but only what this file breaks and the one before did not: a date that
    staff confirmed against a rule goes on as it was."""
    entries = tuple(entries)
    found = find_uprooted(house, entries, now)
    if before is None:
        return found
    known = {one.entry.occurrence.id: one for one in find_uprooted(before, entries, now)}
    told = (without_known(one, known.get(one.entry.occurrence.id)) for one in found)
    return tuple(one for one in told if one)


def without_known(one: Uprooted, before: Uprooted | None) -> Uprooted | None:
    """What is new about it; None if the file before had broken all of that already."""
    if before is None:
        return one
    broken = one.broken - before.broken
    is_gone = one.room is None and before.room is not None
    has_other_spaces = one.has_other_spaces and not before.has_other_spaces
    return replace(one, broken=broken) if broken or is_gone or has_other_spaces else None


def date_of(entry: Entry) -> tuple[str, int]:
    """What the rooms of one date have in common."""
    return entry.reference, entry.occurrence.position


def examine(house: House, entry: Entry, together: tuple[Room, ...], now: datetime) -> Uprooted:
    """One date before the rules of the house as it is now, with all rooms that it has there."""
    room = house.find_room(entry.occurrence.room)
    if room is None:
        return Uprooted(entry, None, frozenset())
    asking = Asking(
        house=house,
        now=now,
        asked_at=now,
        asker=THE_HOUSE,
        persons=entry.persons,
        seating=entry.seating,
        activity=entry.activity,
        together=together,
    )
    findings = find_findings(Case(place_in(room, entry), asking))
    return Uprooted(entry, room, blocking_rules(findings) - NOT_ABOUT_THE_FILE)


def place_in(room: Room, entry: Entry) -> Candidate:
    """The date at its time in a room as it is now."""
    occurrence = entry.occurrence
    return Candidate(
        position=occurrence.position,
        room=room,
        day=occurrence.day,
        begin=occurrence.begin,
        end=occurrence.end,
        setup=occurrence.setup,
        teardown=occurrence.teardown,
        spaces=room.spaces,
        period=occurrence.period,
    )
