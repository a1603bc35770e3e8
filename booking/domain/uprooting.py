"""What a changed room file would do to dates that are asked for or booked already."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.candidates import Candidate
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.people import THE_HOUSE
from booking.domain.rooms import Room
from booking.domain.rules import Case, Rule, find_findings
from booking.domain.rules.case import UNCLAIMED
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
    found = (examine(house, entry, now) for entry in entries)
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
    known = {one.entry.occurrence.id: one.broken for one in find_uprooted(before, entries, now)}
    told = (
        replace(one, broken=one.broken - known.get(one.entry.occurrence.id, frozenset()))
        for one in found
    )
    return tuple(one for one in told if one.room is None or one.has_other_spaces or one.broken)


def examine(house: House, entry: Entry, now: datetime) -> Uprooted:
    """One date before the rules of the house as it is now."""
    room = house.find_room(entry.occurrence.room)
    if room is None:
        return Uprooted(entry, None, frozenset())
    findings = find_findings(
        Case(
            candidate=place_in(room, entry),
            house=house,
            claims=UNCLAIMED,
            now=now,
            asked_at=now,
            asker=THE_HOUSE,
            persons=entry.persons,
            seating=entry.seating,
            activity=entry.activity,
        )
    )
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
