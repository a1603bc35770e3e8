"""A day of one room as a line without overlaps: what a column of a table can show.

Where several things are true of a time, the one that decides is told: taken before
asked for, asked for before free. What nobody can have, such as the setup of others
or the night, is in no piece.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from booking.domain.weeks import DayStretch, RoomDay, StretchKind
from calendars.period import Period


def timeline(day: RoomDay) -> tuple[DayStretch, ...]:
    """The pieces of a day in order; neighbours that say the same are one piece."""
    ends = {moment for one in day.stretches for moment in (one.period.begin, one.period.end)}
    pieces: list[DayStretch] = []
    for begin, end in pairwise(sorted(ends)):
        piece = _told_of(Period(begin, end), day.stretches)
        if piece is None:
            continue
        if pieces and _continues(pieces[-1], piece):
            merged = Period(pieces[-1].period.begin, end)
            pieces[-1] = DayStretch(piece.kind, merged, piece.entries)
        else:
            pieces.append(piece)
    return tuple(pieces)


def joined(pieces: Iterable[DayStretch]) -> tuple[DayStretch, ...]:
    """Taken pieces that touch and share something are one: for whoever tells each use with
    its own times, so that what overlaps another is told once."""
    found: list[DayStretch] = []
    for piece in pieces:
        if found and _shares(found[-1], piece):
            earlier = found.pop()
            whole = Period(earlier.period.begin, piece.period.end)
            piece = DayStretch(piece.kind, whole, (*earlier.entries, *piece.entries))
        found.append(replace(piece, entries=tuple(dict.fromkeys(piece.entries))))
    return tuple(found)


def _told_of(period: Period, stretches: tuple[DayStretch, ...]) -> DayStretch | None:
    """What to say of a time in which nothing begins or ends."""
    there = [one for one in stretches if one.period.overlaps(period)]
    by_kind = {
        kind: tuple(entry for one in there if one.kind is kind for entry in one.entries)
        for kind in StretchKind
    }
    if by_kind[StretchKind.TAKEN]:
        return DayStretch(StretchKind.TAKEN, period, by_kind[StretchKind.TAKEN])
    if not any(one.kind is StretchKind.FREE for one in there):
        return None
    asked = by_kind[StretchKind.ASKED_FOR]
    return DayStretch(StretchKind.ASKED_FOR if asked else StretchKind.FREE, period, asked)


def _shares(earlier: DayStretch, later: DayStretch) -> bool:
    return (
        earlier.period.end == later.period.begin
        and earlier.kind is later.kind is StretchKind.TAKEN
        and any(entry in earlier.entries for entry in later.entries)
    )


def _continues(earlier: DayStretch, later: DayStretch) -> bool:
    return (
        earlier.period.end == later.period.begin
        and earlier.kind is later.kind
        and earlier.entries == later.entries
    )
