"""The text form of a recurrence rule (RFC 5545, 3.3.10), part by part.

What is not understood is refused by name and never skipped: half a rule would
mean other dates than its author had in mind.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, Self

RecurrenceCode = Literal[
    "bad_rule",  # not a list of NAME=VALUE, or without FREQ
    "bad_part",  # part: its value cannot be read, or is out of range
    "unsupported_part",  # part: not taken here, or not with this FREQ
    "repeated_part",  # part
    "endless",
    "count_and_until",
    "until_before_first",  # first, until
    "first_date_does_not_fit",  # first; next: the nearest later date that would fit
    "too_many_dates",  # most
    "calendar_ends",  # count: not reached before the year 10000
    "extra_date_before_first",  # first, extra
    "no_dates",
]

_NAMES = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"})
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PART = re.compile(r"([A-Z-]+)=([A-Z0-9,+-]+)")
_NUMBER = re.compile(r"[0-9]{1,18}")
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_DATE = re.compile(r"([0-9]{8})(?:T[0-9]{6}Z?)?")


class RecurrenceError(ValueError):
    """A rule or series that is refused: a stable code, and the facts to explain it."""

    def __init__(self, code: RecurrenceCode, **facts: object) -> None:
        super().__init__(code, facts)
        self.code: str = code
        self.facts = facts


class Frequency(StrEnum):
    """How often a rule comes round, before its interval stretches it."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True, slots=True)
class WeekdayRule:
    """A weekday (Monday is 0), and which one of its month: 1 the first, -1 the last.

    Without an ordinal it means every such weekday. There is no sixth one in a month,
    and no eighth day in a week: both are a RecurrenceError.
    """

    ordinal: int | None
    weekday: int

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise RecurrenceError("bad_part", part=f"weekday {self.weekday}")
        if self.ordinal is not None and not 1 <= abs(self.ordinal) <= 5:
            raise RecurrenceError("bad_part", part=f"BYDAY={self}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `TU`, `2TU` or `-1FR`."""
        match = _WEEKDAY.fullmatch(text)
        if match is None:
            raise RecurrenceError("bad_part", part=f"BYDAY={text}")
        ordinal, day = match.groups()
        return cls(int(ordinal) if ordinal else None, _DAYS.index(day))

    def __str__(self) -> str:
        ordinal = "" if self.ordinal is None else self.ordinal
        return f"{ordinal}{_DAYS[self.weekday]}"

    def admits(self, day: date) -> bool:
        """Whether the rule means this day."""
        if day.weekday() != self.weekday:
            return False
        days_left = monthrange(day.year, day.month)[1] - day.day
        from_begin, from_end = (day.day - 1) // 7 + 1, -(days_left // 7 + 1)
        return self.ordinal in (None, from_begin, from_end)


@dataclass(frozen=True, slots=True)
class RuleText:
    """The parts of one rule, known by their names and still to be read.

    Each reading method raises a RecurrenceError that names the part it cannot read.
    """

    parts: dict[str, str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Takes the text apart; refuses parts that are foreign, repeated or broken."""
        parts: dict[str, str] = {}
        for piece in text.strip().upper().split(";"):  # names and values ignore case
            match = _PART.fullmatch(piece)
            if match is None:
                raise RecurrenceError("bad_rule", part=piece[:40])
            name, value = match.groups()
            if name not in _NAMES or (name == "WKST" and value != "MO"):
                raise RecurrenceError("unsupported_part", part=piece[:40])
            if name in parts:
                raise RecurrenceError("repeated_part", part=name)
            parts[name] = value
        return cls(parts)

    @property
    def frequency(self) -> Frequency:
        """How often the rule comes round; the one part that no rule can do without."""
        if "FREQ" not in self.parts:
            raise RecurrenceError("bad_rule", part="FREQ")
        if self.parts["FREQ"] not in Frequency.__members__:
            raise RecurrenceError("unsupported_part", part=f"FREQ={self.parts['FREQ'][:40]}")
        return Frequency(self.parts["FREQ"])

    @property
    def weekdays(self) -> tuple[WeekdayRule, ...]:
        """The weekdays as they are listed, or none."""
        return tuple(WeekdayRule.parse(day) for day in self._list("BYDAY"))

    @property
    def month_days(self) -> tuple[int, ...]:
        """The days of the month as they are listed, or none."""
        return tuple(_read_number("BYMONTHDAY", day) for day in self._list("BYMONTHDAY"))

    def find_number(self, name: str) -> int | None:
        """The number given for this part, if the part is there."""
        return _read_number(name, self.parts[name]) if name in self.parts else None

    def find_date(self, name: str) -> date | None:
        """The date given for this part, if it is there; a time beside it is dropped."""
        if name not in self.parts:
            return None
        match = _DATE.fullmatch(self.parts[name])
        try:
            return date.fromisoformat(match[1] if match else "")
        except ValueError:
            raise RecurrenceError("bad_part", part=f"{name}={self.parts[name][:40]}") from None

    def _list(self, name: str) -> list[str]:
        return self.parts[name].split(",") if name in self.parts else []


def _read_number(name: str, text: str) -> int:
    if _NUMBER.fullmatch(text) is None:
        code: RecurrenceCode = "unsupported_part" if name == "BYMONTHDAY" else "bad_part"
        raise RecurrenceError(code, part=f"{name}={text[:40]}")
    return int(text)
