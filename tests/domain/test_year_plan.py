"""The year of the standing series: weeks in runs, gaps named."""

from datetime import date, timedelta

from booking.domain.bookings import BookingKind
from booking.domain.statuses import Status
from booking.domain.year_plan import WEEKS, Series, SeriesDates, plan_year

MONDAY = date(2027, 1, 4)
CHOIR = Series("AAAA-BBBB", "Chor", "Probe", BookingKind.GROUP)
CONFIRMED, HELD, REQUESTED = Status.CONFIRMED, Status.HELD, Status.REQUESTED


def dates(*weeks: int, status: Status = CONFIRMED, room: str = "saal-b") -> SeriesDates:
    """Tuesdays at six in some weeks of the year."""
    days = [MONDAY + timedelta(days=7 * week + 1) for week in weeks]
    return SeriesDates(1, room, 18 * 60, 20 * 60, status, days)


def runs(*found: SeriesDates) -> list[tuple[Status | None, int, int]]:
    (line,) = plan_year(found, {1: CHOIR}, MONDAY)
    assert sum(run.weeks for run in line.runs) == WEEKS
    return [(run.status, run.weeks, run.dates) for run in line.runs]


def test_weeks_of_one_status_are_one_run_and_a_missing_week_is_a_gap() -> None:
    found = dates(2, 3, 4, 6, 7)
    assert runs(found) == [
        (None, 2, 0),
        (CONFIRMED, 3, 3),
        (None, 1, 0),
        (CONFIRMED, 2, 2),
        (None, 45, 0),
    ]
    (line,) = plan_year([found], {1: CHOIR}, MONDAY)
    assert line.gaps == ((date(2027, 2, 9), date(2027, 2, 9)),)
    assert (line.dates, line.weekday, str(line.begin)) == (5, 1, "18:00")


def test_what_a_fortnightly_series_leaves_out_is_no_gap() -> None:
    found = dates(0, 2, 4, 8)
    assert runs(found) == [
        (CONFIRMED, 5, 3),
        (None, 3, 0),
        (CONFIRMED, 1, 1),
        (None, 44, 0),
    ]
    (line,) = plan_year([found], {1: CHOIR}, MONDAY)
    assert line.gaps == ((date(2027, 2, 16), date(2027, 2, 16)),)


def test_a_new_status_begins_a_new_run() -> None:
    found = [dates(0, 1), dates(2, status=REQUESTED), dates(3, status=HELD)]
    assert [status for status, *_ in runs(*found)][:3] == [CONFIRMED, REQUESTED, HELD]


def test_other_rooms_have_lines_of_their_own() -> None:
    both = [dates(1), dates(2, room="kueche")]
    assert {line.room for line in plan_year(both, {1: CHOIR}, MONDAY)} == {"saal-b", "kueche"}
