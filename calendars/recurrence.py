"""Recurrence: a rule that always ends, and the dates it means.

It takes the part of RFC 5545, 3.3.10, on which all calendar programs agree: daily,
weekly and monthly rules by weekday or day of the month, with COUNT or UNTIL. A rule
speaks of dates only, and it never runs for ever, whatever its text says.
"""

from calendar import monthrange
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Self

from calendars.rule_text import Frequency, RecurrenceError, RuleText, WeekdayRule

__all__ = ["MAX_DATES", "Frequency", "Recurrence", "RecurrenceError", "WeekdayRule", "series_dates"]

MAX_DATES = 400

_LAST_DAY = date.max.toordinal()
_CYCLE = 28 * 366  # days after which dates fall on the same weekdays again (but for 2100)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A finite rule; exactly one of `count` and `until` (inclusive) ends it.

    Without weekdays and month days, a weekly rule repeats the weekday of its first
    date, and a monthly one its day of the month (a month that lacks it is left out).
    A rule that contradicts itself or has no end is a RecurrenceError.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[WeekdayRule, ...] = ()
    month_days: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        weekdays = sorted(set(self.weekdays), key=lambda rule: (rule.weekday, rule.ordinal or 0))
        object.__setattr__(self, "weekdays", tuple(weekdays))
        object.__setattr__(self, "month_days", tuple(sorted(set(self.month_days))))
        self._check_end()
        self._check_parts()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads the text of an RRULE; a RecurrenceError names what cannot be taken.

        The time of a date-time UNTIL is dropped: it means its date.
        """
        given = RuleText.parse(text)
        interval = given.find_number("INTERVAL")
        return cls(
            frequency=given.frequency,
            interval=1 if interval is None else interval,
            weekdays=given.weekdays,
            month_days=given.month_days,
            count=given.find_number("COUNT"),
            until=given.find_date("UNTIL"),
        )

    def __str__(self) -> str:
        """The rule as RFC 5545 writes it; equal rules have equal texts."""
        parts = {
            "FREQ": self.frequency.value,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": ",".join(map(str, self.weekdays)),
            "COUNT": str(self.count or ""),
            "UNTIL": self.until.isoformat().replace("-", "") if self.until else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    def dates(self, first: date) -> tuple[date, ...]:
        """All dates of the series in order; the first one must itself fit the rule.

        RecurrenceError if it does not (`next` tells the nearest that would), if there are
        more than MAX_DATES, or if the calendar ends, with the year 9999, before the count.
        """
        if self.until is not None and self.until < first:
            raise RecurrenceError("until_before_first", first=first, until=self.until)
        if not self._fits(first, first):
            raise self._refusal_of(first)
        found = tuple(islice(self._fitting_dates(first), self._most_wanted()))
        if len(found) > MAX_DATES:
            raise RecurrenceError("too_many_dates", most=MAX_DATES)
        if self.count is not None and len(found) < self.count:
            raise RecurrenceError("calendar_ends", count=self.count)
        return found

    def _check_end(self) -> None:
        if self.count is None and self.until is None:
            raise RecurrenceError("endless")
        if self.count is not None and self.until is not None:
            raise RecurrenceError("count_and_until")
        if self.count is not None and self.count < 1:
            raise RecurrenceError("bad_part", part=f"COUNT={self.count}")

    def _check_parts(self) -> None:
        if self.interval < 1:
            raise RecurrenceError("bad_part", part=f"INTERVAL={self.interval}")
        for day in self.month_days:
            if not 1 <= day <= 28:  # not every month has the later ones
                raise RecurrenceError("unsupported_part", part=f"BYMONTHDAY={day}")
        # RFC 5545, 3.3.10: with these frequencies the parts MUST NOT be used
        if self.month_days and self.frequency is Frequency.WEEKLY:
            raise RecurrenceError("unsupported_part", part="BYMONTHDAY")
        for rule in self.weekdays:
            if rule.ordinal is not None and self.frequency is not Frequency.MONTHLY:
                raise RecurrenceError("unsupported_part", part=f"BYDAY={rule}")

    def _most_wanted(self) -> int:
        """How many dates to look for: one above the limit is enough to refuse them."""
        return MAX_DATES + 1 if self.count is None else min(self.count, MAX_DATES + 1)

    def _refusal_of(self, first: date) -> RecurrenceError:
        begin = first.toordinal() + 1
        ahead = map(date.fromordinal, range(begin, min(begin + _CYCLE, _LAST_DAY + 1)))
        nearest = next((day for day in ahead if self._fits(day, day)), None)
        if nearest is None or (self.until is not None and self.until < nearest):
            return RecurrenceError("no_dates")
        return RecurrenceError("first_date_does_not_fit", first=first, next=nearest)

    def _fits(self, day: date, first: date) -> bool:
        """Whether weekday and day of the month are right; the interval is not looked at."""
        if self.weekdays or self.month_days:
            return (not self.weekdays or any(rule.admits(day) for rule in self.weekdays)) and (
                not self.month_days or day.day in self.month_days
            )
        match self.frequency:
            case Frequency.DAILY:
                return True
            case Frequency.WEEKLY:
                return day.weekday() == first.weekday()
            case Frequency.MONTHLY:
                return day.day == first.day

    def _fitting_dates(self, first: date) -> Iterator[date]:
        """The dates one by one, until the rule or the calendar ends."""
        begin = first.toordinal()
        last = _LAST_DAY if self.until is None else self.until.toordinal()
        needs_a_look = self.frequency is not Frequency.WEEKLY
        for number in self._numbers(first, last):
            if begin <= number <= last:
                day = date.fromordinal(number)
                if not needs_a_look or self._fits(day, first):
                    yield day

    def _numbers(self, first: date, last: int) -> Iterator[int]:
        """The days that the interval lets pass, as numbers; of a week only the right weekdays,
        of a month all days. Some may lie before the first date or after the last."""
        match self.frequency:
            case Frequency.DAILY:
                yield from range(first.toordinal(), last + 1, self.interval)
            case Frequency.WEEKLY:
                monday = first.toordinal() - first.weekday()  # WKST=MO
                weekdays = sorted({rule.weekday for rule in self.weekdays} or {first.weekday()})
                for number in range(monday, last + 1, self.interval * 7):
                    for weekday in weekdays:
                        yield number + weekday
            case Frequency.MONTHLY:
                for month in self._months(first, last):
                    yield from month

    def _months(self, first: date, last: int) -> Iterator[range]:
        final = date.fromordinal(last)
        for months in range(_month_number(first), _month_number(final) + 1, self.interval):
            year, month = divmod(months, 12)
            begin = date(year, month + 1, 1).toordinal()
            yield range(begin, begin + monthrange(year, month + 1)[1])


def series_dates(
    first: date,
    rule: Recurrence | None,
    except_dates: Collection[date],
    extra_dates: Collection[date],
    skipped: Callable[[date], bool],
) -> tuple[date, ...]:
    """The dates of a series, sorted and each once; without a rule, the first date alone.

    Except dates and skipped days leave the rule's dates; an except date that the rule
    does not meet harms nobody. Extra dates were asked for by name: they come in any
    case. RecurrenceError if an extra date lies before the first one, or if no date or
    more than MAX_DATES are left.
    """
    planned = (first,) if rule is None else rule.dates(first)
    if extra_dates and min(extra_dates) < first:
        raise RecurrenceError("extra_date_before_first", first=first, extra=min(extra_dates))
    kept = [day for day in planned if day not in except_dates and not skipped(day)]
    if extra_dates:
        kept = sorted({*kept, *extra_dates})
    if not kept:
        raise RecurrenceError("no_dates")
    if len(kept) > MAX_DATES:
        raise RecurrenceError("too_many_dates", most=MAX_DATES)
    return tuple(kept)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
