"""Opening hours, closures and the time zone, written wrongly."""

from collections.abc import Callable

import pytest

FAULTS = {
    # what it is: (a part of the small house, how it is written instead, what is told)
    "reversed hours": (
        '"08:00-12:00"',
        '"12:00-08:00"',
        "line 8, column 9, opening_hours.mon.1: 12:00-08:00 ends before it begins. Write "
        "the earlier time first.",
    ),
    "hours without minutes": (
        '"08:00-12:00"',
        '"8-12"',
        "line 8, column 9, opening_hours.mon.1: '8-12' is not an opening time. Write two "
        'times in quotes: "08:00-22:00".',
    ),
    "overlapping hours": (
        '"08:00-12:00"',
        '"08:00-15:00"',
        "line 8, column 8, opening_hours.mon: 08:00-15:00 and 14:00-22:00 overlap. Write "
        "them as one, or change one.",
    ),
    "hours without brackets": (
        '["08:00-12:00", "14:00-22:00"]',
        '"08:00-12:00"',
        "line 8, column 8, opening_hours.mon: '08:00-12:00' is not a list. Write it in "
        "brackets: [one, two].",
    ),
    "reversed closure": (
        "first: 2026-12-23",
        "first: 2027-12-23",
        "line 19, column 5, closures.break: The closure ends on 2027-01-03, before it "
        "begins on 2027-12-23. Write the earlier day as first.",
    ),
    "date in another form": (
        "first: 2026-12-23",
        "first: 23.12.2026",
        "line 19, column 26, closures.break.first: '23.12.2026' is not a date. Write "
        "year-month-day: 2026-12-23.",
    ),
    "number for a date": (
        "first: 2026-12-23",
        "first: 20261223",
        "line 19, column 26, closures.break.first: 20261223 is not a date. Write year-"
        "month-day: 2026-12-23.",
    ),
    "day that does not exist": (
        "first: 2026-12-23",
        "first: 2026-11-31",
        "line 19, column 26, closures.break.first: The calendar has no day 2026-11-31.",
    ),
    "year out of reach": (
        "first: 2026-12-23",
        "first: 1026-12-23",
        "line 19, column 26, closures.break.first: The year of 1026-12-23 must lie "
        "between 2000 and 2199.",
    ),
    "unknown time zone": (
        "Europe/Berlin",
        "Europe/Wolfsburg",
        "line 5, column 11, timezone: There is no time zone 'Europe/Wolfsburg'. Write one"
        " such as Europe/Berlin.",
    ),
    "time zone outside the table": (
        "Europe/Berlin",
        "../etc/passwd",
        "line 5, column 11, timezone: There is no time zone '../etc/passwd'. Write one "
        "such as Europe/Berlin.",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_time_written_wrongly_is_refused(
    old: str, new: str, told: str, told_after: Callable[[str, str], str]
) -> None:
    assert told_after(old, new) == told
