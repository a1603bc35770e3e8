"""The report: its tables, one for each way to look at the same dates, and its single figures."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from booking.domain.house import House
from booking.domain.proposals import Side
from booking.domain.reasons import Reason
from booking.domain.report.figures import Facts, Lead, Row, Unmet, Use
from booking.domain.report.hours import Hours, by_daypart, hours_of

FEWEST_GROUPS = 3
"""What is published must not tell what single groups do: rows of fewer are left out."""


class By(StrEnum):
    """How the dates are sorted into rows."""

    ROOM = "room"
    USER_GROUP = "user_group"
    ACTIVITY = "activity"
    WEEKDAY = "weekday"
    DAYPART = "daypart"

    @property
    def has_hours(self) -> bool:
        """Whether its rows have hours that could be booked: a kind of use has none."""
        return self in (By.ROOM, By.WEEKDAY, By.DAYPART)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is told about one period, both days included."""

    first: date
    last: date
    tables: Mapping[By, tuple[Row, ...]]
    dates: int
    groups: int
    new_groups: int
    persons: int
    nobody_came: int
    cancelled: Mapping[tuple[Lead, Side], int]
    refused: tuple[tuple[Reason | str, int, int], ...]
    """Reasons, each with the number of dates and of minutes, the most frequent first."""
    waited: tuple[int, int]
    """Dates (and minutes) that were still waiting when they were over."""
    answered_after: timedelta | None
    """The median from request to answer."""

    @property
    def unmet(self) -> int:
        """Minutes that were wanted and not had."""
        return self.waited[1] + sum(minutes for _, _, minutes in self.refused)


def draw_up(house: House, first: date, last: date, facts: Facts, *, publishing: bool) -> Report:
    """The report on a period. What is `publishing` leaves out rows of few groups."""
    hours = hours_of(house, first, last, facts.uses)
    tables = {by: rows_of(house, facts.uses, hours, by) for by in By}
    if publishing:
        tables = {
            by: tuple(row for row in rows if len(row.groups) >= FEWEST_GROUPS)
            for by, rows in tables.items()
        }
    uses = {use.occasion: use for use in facts.uses}
    fallen = {one.occasion: one for one in facts.fallen}
    return Report(
        first=first,
        last=last,
        tables=tables,
        dates=len(uses),
        groups=len({use.association_id for use in uses.values()}),
        new_groups=facts.new_groups,
        persons=sum(use.persons for use in uses.values()),
        nobody_came=len({use.occasion for use in facts.uses if use.nobody_came}),
        cancelled=Counter((Lead.of(one.before), one.by) for one in fallen.values()),
        refused=refusals(facts),
        waited=counted(one for one in facts.unmet if one.waited),
        answered_after=median_of(facts.answered_after),
    )


def rows_of(house: House, uses: Iterable[Use], hours: Hours, by: By) -> tuple[Row, ...]:
    """One table; its rows in the order in which the house knows them."""
    rows = {key: Row(key) for key in known_keys(house, by)}
    for use in uses:
        for number, (key, minutes) in enumerate(parts_of(use, by)):
            row = rows.setdefault(key, Row(key))
            row.count(use, minutes)
            if number == 0:  # parts of one date are one date
                row.occasions.add(use.occasion)
    for (room, weekday, part), (bookable, taken) in hours.items():
        keys = {By.ROOM: room, By.WEEKDAY: str(weekday), By.DAYPART: part.value}
        if by in keys:
            rows[keys[by]].bookable += bookable
            rows[keys[by]].taken += taken
    return tuple(row for row in rows.values() if row.bookable or row.dates or row.booked)


def known_keys(house: House, by: By) -> Iterable[str]:
    """The keys that stand in a table also if nothing happened, in their order."""
    match by:
        case By.ROOM:
            return [room.slug for room in house.rooms]
        case By.USER_GROUP:
            return list(house.user_groups)
        case By.ACTIVITY:
            return list(house.activities)
        case By.WEEKDAY:
            return [str(number) for number in range(7)]
        case By.DAYPART:
            return [part for part, _ in by_daypart([(0, 24 * 60)])]


def parts_of(use: Use, by: By) -> list[tuple[str, int]]:
    """The rows that a date belongs to, each with its minutes there."""
    if by is By.DAYPART:
        return [
            (part.value, minutes)
            for part, minutes in by_daypart([(use.begin.minutes, use.end.minutes)])
        ]
    keys: Mapping[By, Callable[[], str]] = {
        By.ROOM: lambda: use.room,
        By.USER_GROUP: lambda: use.user_group,
        By.ACTIVITY: lambda: use.activity,
        By.WEEKDAY: lambda: str(use.day.weekday()),
    }
    return [(keys[by](), use.minutes)]


def refusals(facts: Facts) -> tuple[tuple[Reason | str, int, int], ...]:
    """What was refused, by what the house said."""
    found: dict[Reason | str, list[Unmet]] = {}
    for one in facts.unmet:
        if not one.waited:
            found.setdefault(one.reason, []).append(one)
    told = [(reason, *counted(unmet)) for reason, unmet in found.items()]
    return tuple(sorted(told, key=lambda one: one[1], reverse=True))


def counted(unmet: Iterable[Unmet]) -> tuple[int, int]:
    """The number of dates and of minutes."""
    known = tuple(unmet)
    return len({one.occasion for one in known}), sum(one.minutes for one in known)


def median_of(times: Collection[timedelta]) -> timedelta | None:
    """The middle one; None if there is none."""
    return timedelta(seconds=median(one.total_seconds() for one in times)) if times else None
