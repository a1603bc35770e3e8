"""How often a room is wanted, as the forms ask for it, and the checks that go with it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import ValidationInfo, ValidatorFunctionWrapHandler
from pydantic_core import PydanticCustomError

from booking.domain.enquiries import Series, Skip
from booking.words.catalogue import msgid
from calendars.recurrence import Frequency, Recurrence
from calendars.rule_text import WeekdayRule
from calendars.wallclock import ClockTime

LAST_WEEK_OF_MONTH = -1


class Rhythm(StrEnum):
    """How often a room is wanted."""

    ONCE = "once"
    WEEKLY = "weekly"
    EVERY_2_WEEKS = "every-2-weeks"
    EVERY_4_WEEKS = "every-4-weeks"
    MONTHLY = "monthly"
    """On the same weekday of the month, such as its second Thursday."""

    @classmethod
    def of(cls, rrule: str | None) -> Self:
        """How often a stored rule repeats; what no form can say is told as the nearest."""
        if rrule is None:
            return cls("once")
        rule = Recurrence.parse(rrule)
        if rule.frequency is Frequency.MONTHLY:
            return cls("monthly")
        return cls({2: "every-2-weeks", 4: "every-4-weeks"}.get(rule.interval, "weekly"))

    def rule(self, first: date, until: date | None) -> Recurrence:
        """The rule of a series that begins on this day."""
        if self is Rhythm.MONTHLY:
            week = (first.day - 1) // 7 + 1
            weekday = WeekdayRule(week if week < 5 else LAST_WEEK_OF_MONTH, first.weekday())
            return Recurrence(Frequency.MONTHLY, weekdays=(weekday,), until=until)
        weeks = {Rhythm.EVERY_2_WEEKS: 2, Rhythm.EVERY_4_WEEKS: 4}.get(self, 1)
        return Recurrence(Frequency.WEEKLY, interval=weeks, until=until)

    def series(self, first: date, until: date | None, skip: Iterable[Skip]) -> Series | None:
        """The series that begins on this day; None for a single date. Raises `RecurrenceError`
        for what cannot be followed."""
        if self is Rhythm.ONCE:
            return None
        return Series(self.rule(first, until), skip=frozenset(skip))


def refuse_reversed_times(end: ClockTime, given: ValidationInfo) -> ClockTime:
    """The check of every form that asks for a begin and an end."""
    begin = given.data.get("begin")
    if begin is not None and end <= begin:
        raise PydanticCustomError(
            "end_before_begin",
            msgid("The end must be later than the begin, %(begin)s. Please choose it again."),
            {"begin": str(begin)},
        )
    return end


def ask_until_of_series_only(
    typed: object, read: ValidatorFunctionWrapHandler, given: ValidationInfo
) -> date | None:
    """The check of every form that asks until when it repeats: a single date has no such day."""
    if given.data.get("rhythm", Rhythm.ONCE) is Rhythm.ONCE:
        return None
    until: date | None = read(typed)
    day = given.data.get("day")
    if until is None:
        raise PydanticCustomError("no_until", msgid("Please say until when it repeats."))
    if day is not None and until < day:
        raise PydanticCustomError(
            "until_before_day",
            msgid("This day is before the first date. Please choose a later one."),
        )
    return until
