"""The weekly plan of a house as people keep it in a table: one line for each group and day.

The columns are *verein, raum, wochentag, von, bis, ab, bis*: the first "bis" is a time, the
one after "ab" is the last day. Tables come out of Excel in many ways, so separators, the
order of columns and the usual ways to write days and times are all taken.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from booking.domain.clean_text import clean_line
from booking.domain.house import House
from booking.domain.imports import (
    LONGEST_NAME,
    ImportedDate,
    ImportedSeries,
    ImportPlan,
    LeftOut,
)
from calendars.foreign import UnreadableCalendar
from calendars.wallclock import ClockTime

MOST_LINES = 2_000
MOST_WEEKS = 110
COLUMNS = ("verein", "raum", "wochentag", "von", "bis", "ab", "bis_tag")
WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})")


class BadLine(Exception):
    """A line that cannot be read, by a code."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is written, by column; `number` is that of a spreadsheet."""

    number: int
    cells: Mapping[str, str]


def find_columns(text: str) -> Mapping[str, int] | None:
    """Where each column stands; None if the first line is not that of such a table."""
    names = [name.strip().lower() for name in next(iter(_rows(text)), [])]
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        column = "bis_tag" if name == "bis" and "ab" in names[:index] else name
        found.setdefault(column, index)
    return found if all(column in found for column in COLUMNS) else None


def plan_of_table(text: str, house: House, today: date) -> ImportPlan:
    """What a table says, from today on; `find_columns` has found its columns."""
    columns = find_columns(text) or {}
    series, left_out = [], []
    for line in _lines(text, columns):
        try:
            if line.number > MOST_LINES:
                raise BadLine("too_many_lines", most=MOST_LINES)
            series.append(_series(line, house, today))
        except BadLine as fault:
            facts = {**fault.facts, "line": line.number}
            left_out.append(LeftOut(line.cells["verein"], fault.code, facts=facts))
            if fault.code == "too_many_lines":
                break
    return ImportPlan(tuple(series), left_out=tuple(left_out))


def _rows(text: str) -> Iterator[list[str]]:
    head = text.partition("\n")[0]
    separator = max(";\t,", key=head.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:  # a cell that fills the file
        raise UnreadableCalendar("line_too_long") from error


def _lines(text: str, columns: Mapping[str, int]) -> Iterator[Line]:
    for number, row in enumerate(_rows(text), start=1):
        if number > 1 and any(cell.strip() for cell in row):
            yield Line(number, {name: _cell(row, index) for name, index in columns.items()})


def _cell(row: Sequence[str], index: int) -> str:
    return clean_line(row[index]) if index < len(row) else ""


def _series(line: Line, house: House, today: date) -> ImportedSeries:
    cells = line.cells
    group = cells["verein"]
    if not group or len(group) > LONGEST_NAME:
        raise BadLine("group_missing")
    room = _room(cells["raum"], house)
    weekday = _weekday(cells["wochentag"])
    begin, end = _time(cells["von"]), _time(cells["bis"])
    if end <= begin:
        raise BadLine("end_before_begin", begin=begin, end=end)
    first, last = _day(cells["ab"]), _day(cells["bis_tag"])
    days = tuple(_days(weekday, first, last, today))
    if not days:
        raise BadLine("no_day_to_come")
    return ImportedSeries(
        group=group,
        title=cells.get("titel") or group,
        notes="",
        room=room,
        dates=tuple(ImportedDate(_key(group, room, day, begin), day, begin, end) for day in days),
    )


def _key(group: str, room: str, day: date, begin: ClockTime) -> str:
    return f"{room} {group.lower()} {day} {begin}"


def _days(weekday: int, first: date, last: date, today: date) -> Iterator[date]:
    if last - first > timedelta(weeks=MOST_WEEKS):
        raise BadLine("series_too_long", weeks=MOST_WEEKS)
    day = max(first, today)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def _room(text: str, house: House) -> str:
    """The room that is called so, or alone begins so: "Saal A" is "Saal A (mit Bühne)"."""
    wanted = text.lower()
    names = {room.slug: [room.slug, *room.names.texts.values()] for room in house.rooms}
    for called in (str.lower, lambda name: name.partition(" (")[0].lower()):
        found = [slug for slug, known in names.items() if wanted in map(called, known)]
        if len(found) == 1:
            return found[0]
    raise BadLine("no_such_room", room=text)


def _weekday(text: str) -> int:
    wanted = text.lower().rstrip(".s")
    if wanted == "sonnabend":
        wanted = "samstag"
    for index, name in enumerate(WEEKDAYS):
        if len(wanted) >= 2 and name.startswith(wanted):
            return index
    raise BadLine("no_such_weekday", weekday=text)


def _time(text: str) -> ClockTime:
    match = _TIME.fullmatch(text.lower().removesuffix("uhr").strip())
    if match is None:
        raise BadLine("no_such_time", time=text)
    try:
        return ClockTime.parse(f"{int(match[1]):02}:{match[2] or '00'}")
    except ValueError:
        raise BadLine("no_such_time", time=text) from None


def _day(text: str) -> date:
    try:
        if match := _GERMAN_DAY.fullmatch(text):
            day, month, year = (int(number) for number in match.groups())
            return date(year if year > 99 else 2000 + year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise BadLine("no_such_day", day=text) from None
