"""Public and school holidays of Lower Saxony, as dated and named days.

Public holidays follow from the law and can be told from 1991 to 2100. School holidays
are decreed some years ahead and stand in school_holidays_ni.csv: beyond its last day
nobody knows them yet, so an empty answer there does not mean that school is on.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from holidays import country_holidays

_ONE_DAY = timedelta(days=1)
_SUMMER = "Sommerferien"


class HolidayKind(StrEnum):
    """Who has the day off: everybody, or the schools."""

    PUBLIC = "public"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day off; the name is the official German one."""

    day: date
    name: str
    kind: HolidayKind


@dataclass(frozen=True, slots=True)
class _SchoolBreak:
    """One line of the table: from the first to the last day, both included."""

    first: date
    last: date
    name: str

    def days_in(self, year: int) -> list[date]:
        length = (self.last - self.first).days + 1
        days = (self.first + number * _ONE_DAY for number in range(length))
        return [day for day in days if day.year == year]


def _read_school_breaks() -> tuple[_SchoolBreak, ...]:
    text = files("calendars").joinpath("school_holidays_ni.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(
        _SchoolBreak(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), row["name"])
        for row in csv.DictReader(lines)
    )


_SCHOOL_BREAKS = _read_school_breaks()

SCHOOL_HOLIDAYS_KNOWN_UNTIL = max(pause.last for pause in _SCHOOL_BREAKS)


def public_holidays(first: date, last: date) -> dict[date, Holiday]:
    """The public holidays from the first to the last day, both included, in order."""
    return _between(first, last, _public_holidays_of)


def school_holidays(first: date, last: date) -> dict[date, Holiday]:
    """The school holidays from the first to the last day, both included, in order.

    None is known after SCHOOL_HOLIDAYS_KNOWN_UNTIL.
    """
    return _between(first, last, _school_holidays_of)


def find_public_holiday(day: date) -> Holiday | None:
    """The public holiday on this day, or None."""
    return _public_holidays_of(day.year).get(day)


def find_school_holiday(day: date) -> Holiday | None:
    """The school holiday on this day, or None; none is known after SCHOOL_HOLIDAYS_KNOWN_UNTIL."""
    return _school_holidays_of(day.year).get(day)


def last_day_before_summer_holidays(after: date) -> date | None:
    """The last day before the first summer holidays that begin after this day.

    It is the day itself if they begin on the morrow, and None if no later ones are known.
    """
    begins = (pause.first for pause in _SCHOOL_BREAKS if pause.name == _SUMMER)
    return next((begin - _ONE_DAY for begin in begins if begin > after), None)


def _between(
    first: date, last: date, of_year: Callable[[int], Mapping[date, Holiday]]
) -> dict[date, Holiday]:
    return {
        day: holiday
        for year in range(first.year, last.year + 1)
        for day, holiday in of_year(year).items()
        if first <= day <= last
    }


@lru_cache(maxsize=64)
def _public_holidays_of(year: int) -> Mapping[date, Holiday]:
    named = country_holidays("DE", subdiv="NI", years=year, language="de")
    return {day: Holiday(day, named[day], HolidayKind.PUBLIC) for day in sorted(named)}


@lru_cache(maxsize=64)
def _school_holidays_of(year: int) -> Mapping[date, Holiday]:
    return {
        day: Holiday(day, pause.name, HolidayKind.SCHOOL)
        for pause in _SCHOOL_BREAKS
        for day in pause.days_in(year)
    }
