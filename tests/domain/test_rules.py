"""The rules of the house, one by one: what is just allowed, and what just is not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.domain.candidates import plan_candidates
from booking.domain.enquiries import Enquiry
from booking.domain.house import HolidayEffect, House
from booking.domain.opening_hours import OpeningHours
from booking.domain.people import THE_HOUSE, VISITOR, Person
from booking.domain.rules import Asking, Case, Claims, Finding, Rule, Severity, find_findings
from booking.domain.rules.case import NEVER_OVERRULED, UNCLAIMED
from booking.domain.verdicts import judge_enquiry
from calendars.holidays import SCHOOL_HOLIDAYS_KNOWN_UNTIL
from calendars.wallclock import ClockTime
from tests.builders import STAFF, an_enquiry
from tests.conftest import NOW

CAPACITY = {"none": 50, "rows": 50, "tables": 36, "circle": 30, "ushape": 24}
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
"""Two Sundays: the clocks go forward, and back."""
OUTSIDERS = {Rule.TOO_LATE, Rule.TOO_FAR}


def case_of(house: House, wish: Enquiry, **more: object) -> Case:
    """The first date of a wish before the rules, on the Monday of all tests."""
    claims = more.pop("claims", UNCLAIMED)
    asking = Asking(
        house=house,
        now=NOW,
        asked_at=NOW,
        asker=VISITOR,
        persons=wish.persons,
        seating=wish.seating,
        activity=wish.activity,
        heeds_school_holidays=wish.heeds_school_holidays,
    )
    asking = replace(asking, **more)  # type: ignore[arg-type]  tests name fields
    return Case(plan_candidates(wish, house)[0], asking, claims)  # type: ignore[arg-type]


def findings(house: House, *rooms: str, **more: object) -> tuple[Finding, ...]:
    """What the house says to a Tuesday evening in Saal B; fields of `Asking` may be named."""
    of_case = {
        name: more.pop(name) for name in ("claims", "now", "asked_at", "asker") & more.keys()
    }
    return find_findings(case_of(house, an_enquiry(*rooms, **more), **of_case))  # type: ignore[arg-type]


def rules(house: House, *rooms: str, **more: object) -> set[tuple[str, str]]:
    """The same as pairs of rule and severity."""
    return {(one.rule.value, one.severity.value) for one in findings(house, *rooms, **more)}


def with_hours(house: House, **days: tuple[str, ...]) -> House:
    """The house with other opening hours."""
    return house.model_copy(update={"opening_hours": OpeningHours.model_validate(days)})


def test_an_ordinary_evening_has_nothing_against_it(house: House) -> None:
    assert findings(house) == ()


# Others


def test_what_others_hold_is_taken_and_cannot_be_overruled(house: House) -> None:
    (finding,) = findings(house, claims=Claims(held_by=frozenset({9, 4})))
    assert (finding.rule, finding.severity) == (Rule.TAKEN, Severity.BLOCK)
    assert finding.facts == {"with": [4, 9]}
    assert Rule.TAKEN in NEVER_OVERRULED


def test_what_others_ask_for_can_be_asked_for_too(house: House) -> None:
    (finding,) = findings(house, claims=Claims(asked_by=frozenset({9, 4})))
    assert (finding.rule, finding.severity) == (Rule.ASKED_FOR, Severity.INFORM)
    assert finding.facts == {"with": [4, 9]}


# Closed days


@pytest.mark.parametrize("day", [date(2026, 12, 23), date(2026, 12, 29), date(2027, 1, 3)])
def test_a_closure_closes_its_first_and_its_last_day(house: House, day: date) -> None:
    (finding,) = [one for one in findings(house, day=day) if one.rule is Rule.CLOSED]
    assert finding.severity is Severity.BLOCK
    assert str(finding.facts["reason"]) == "Betriebsferien"
    assert finding.facts["last"] == date(2027, 1, 3)


@pytest.mark.parametrize("day", [date(2026, 12, 22), date(2027, 1, 4)])
def test_a_closure_leaves_the_days_around_it_open(house: House, day: date) -> None:
    assert findings(house, day=day) == ()


def test_a_closure_of_the_hall_closes_its_halves_and_no_other_room(house: House) -> None:
    cleaning = date(2027, 7, 27)
    assert rules(house, "saal-b", day=cleaning) == {("closed", "block")}
    assert rules(house, "musikraum", day=cleaning) == set()


@pytest.mark.parametrize(
    ("effect", "found"),
    [
        (HolidayEffect.CLOSED, {("public_holiday", "block")}),
        (HolidayEffect.WARN, {("public_holiday", "warn")}),
        (HolidayEffect.OPEN, set()),
    ],
)
def test_a_public_holiday_does_what_the_room_file_says(
    house: House, effect: HolidayEffect, found: set[tuple[str, str]]
) -> None:
    changed = house.model_copy(update={"public_holidays": effect})
    ascension = date(2027, 5, 6)
    assert rules(changed, day=ascension) == found
    assert rules(changed, day=ascension + timedelta(days=1)) == set()


def test_a_holiday_is_told_by_its_name(house: House) -> None:
    (finding,) = findings(house, day=date(2027, 5, 6))
    assert finding.facts == {"name": "Christi Himmelfahrt"}


@pytest.mark.parametrize(
    ("effect", "found"),
    [
        (HolidayEffect.CLOSED, {("school_holiday", "block")}),
        (HolidayEffect.WARN, {("school_holiday", "warn")}),
        (HolidayEffect.PAUSE_SERIES, set()),
        (HolidayEffect.OPEN, set()),
    ],
)
def test_school_holidays_do_what_the_room_file_says(
    house: House, effect: HolidayEffect, found: set[tuple[str, str]]
) -> None:
    changed = house.model_copy(update={"school_holidays": effect})
    assert rules(changed, day=date(2027, 7, 20)) == found
    assert rules(changed, day=date(2027, 6, 15)) == set()


def test_beyond_the_official_table_school_holidays_are_unknown(house: House) -> None:
    last = SCHOOL_HOLIDAYS_KNOWN_UNTIL
    unknown = (Rule.SCHOOL_HOLIDAYS_UNKNOWN, Severity.WARN)

    def found(house: House, day: date, heeds: bool) -> set[tuple[Rule, Severity]]:
        case = case_of(house, an_enquiry(day=day), heeds_school_holidays=heeds)
        return {(one.rule, one.severity) for one in find_findings(case)}

    assert unknown in found(house, last + timedelta(days=1), heeds=True)
    assert unknown not in found(house, last, heeds=True)
    assert unknown not in found(house, last + timedelta(days=1), heeds=False)
    closing = house.model_copy(update={"school_holidays": HolidayEffect.CLOSED})
    assert unknown in found(closing, last + timedelta(days=1), heeds=False)


# Opening hours and the clock


@pytest.mark.parametrize(
    ("begin", "end"), [("08:00", "10:00"), ("20:00", "22:00"), ("21:30", "22:00")]
)
def test_a_use_may_begin_at_opening_and_end_at_closing(house: House, begin: str, end: str) -> None:
    assert findings(house, begin=begin, end=end) == ()  # setup and teardown may reach beyond


@pytest.mark.parametrize(
    ("begin", "end"), [("07:45", "10:00"), ("20:00", "22:15"), ("22:00", "23:00")]
)
def test_a_use_beyond_the_hours_is_refused(house: House, begin: str, end: str) -> None:
    (finding,) = findings(house, begin=begin, end=end)
    assert (finding.rule, finding.severity) == (Rule.OUTSIDE_HOURS, Severity.BLOCK)
    assert [str(stretch) for stretch in finding.facts["open"]] == ["08:00-22:00"]  # type: ignore[attr-defined]


def test_a_room_may_have_hours_of_its_own(house: House) -> None:
    assert rules(house, "musikraum", begin="14:00", end="16:00") == set()
    assert rules(house, "musikraum", begin="13:45", end="16:00") == {("outside_hours", "block")}


def test_a_day_without_hours_is_closed_all_day(house: House) -> None:
    sunday = date(2027, 1, 10)
    assert rules(house, "toepferwerkstatt", day=sunday, begin="12:00", end="14:00") == {
        ("outside_hours", "block")
    }


def test_a_use_does_not_jump_over_a_pause(house: House) -> None:
    paused = with_hours(house, tue=("08:00-12:00", "14:00-22:00"))
    assert rules(paused, begin="11:00", end="15:00") == {("outside_hours", "block")}
    joined = with_hours(house, tue=("08:00-12:00", "12:00-22:00"))
    assert rules(joined, begin="11:00", end="15:00") == set()


def test_a_house_may_be_open_until_midnight(house: House) -> None:
    late = with_hours(house, tue=("08:00-24:00",))
    assert rules(late, begin="22:00", end="24:00") == set()
    assert rules(house, begin="21:00", end="24:00") == {("outside_hours", "block")}


@pytest.mark.parametrize(("begin", "end"), [("02:00", "03:00"), ("01:30", "02:30")])
def test_a_time_that_the_clocks_leave_out_cannot_be_had(house: House, begin: str, end: str) -> None:
    always = with_hours(house, sun=("00:00-24:00",))
    (finding,) = findings(always, day=SPRING, begin=begin, end=end)
    assert (finding.rule, finding.severity) == (Rule.NO_SUCH_TIME, Severity.BLOCK)
    assert finding.rule in NEVER_OVERRULED
    assert rules(always, day=SPRING, begin="03:00", end="04:00") == set()
    assert rules(always, day=SPRING, begin="01:30", end="03:00") == set()  # half an hour in truth


def test_the_longest_use_is_told_by_the_wall_clock_in_the_night_of_25_hours(house: House) -> None:
    always = with_hours(house, sun=("00:00-24:00",)).model_copy(
        update={"public_holidays": HolidayEffect.OPEN}
    )
    assert rules(always, day=AUTUMN, begin="00:00", end="12:00") == set()  # 13 hours in truth
    assert rules(always, day=AUTUMN, begin="00:00", end="12:15") == {("too_long", "block")}


@pytest.mark.parametrize(("begin", "end"), [("18:05", "20:00"), ("18:00", "20:01")])
def test_begin_and_end_keep_to_the_grid(house: House, begin: str, end: str) -> None:
    assert rules(house, begin=begin, end=end) == {("off_grid", "block")}
    assert rules(house, begin="18:15", end="19:45") == set()


def test_a_use_has_a_shortest_and_a_longest_time(house: House) -> None:
    assert rules(house, begin="18:00", end="18:30") == set()
    assert rules(house, begin="18:00", end="18:15") == {("too_short", "block")}
    assert rules(house, begin="08:00", end="20:00") == set()
    assert rules(house, begin="08:00", end="20:15") == {("too_long", "block")}


# How soon, how far


def test_a_use_that_has_begun_is_past(house: House) -> None:
    begin = datetime(2027, 1, 12, 17, 0, tzinfo=UTC)
    before = {"asked_at": NOW}
    assert rules(house, now=begin, **before) == set()
    assert rules(house, now=begin + timedelta(seconds=1), **before) == {("past", "block")}
    assert rules(house, now=begin + timedelta(days=99), asker=STAFF) == {("past", "block")}


def test_notice_counts_whole_days(house: House) -> None:
    thursday = date(2026, 11, 26)
    assert rules(house, day=thursday) == set()
    (finding,) = findings(house, day=thursday - timedelta(days=1))
    assert (finding.rule, finding.severity) == (Rule.TOO_LATE, Severity.BLOCK)
    assert finding.facts == {"first": thursday}


def test_the_horizon_is_the_last_day_that_can_be_asked_for(house: House) -> None:
    last = date(2027, 12, 28)
    assert (last - date(2026, 11, 23)).days == house.horizon_days
    assert rules(house, day=last) == set()
    (finding,) = findings(house, day=last + timedelta(days=1))
    assert (finding.rule, finding.severity) == (Rule.TOO_FAR, Severity.BLOCK)
    assert finding.facts == {"last": last}


@pytest.mark.parametrize("asker", [STAFF, THE_HOUSE])
def test_notice_and_horizon_only_warn_staff(house: House, asker: Person) -> None:
    assert rules(house, day=date(2026, 11, 24), asker=asker) == {("too_late", "warn")}
    assert rules(house, day=date(2028, 1, 11), asker=asker) == {("too_far", "warn")}


def test_the_day_of_asking_is_that_of_the_house(house: House) -> None:
    before_midnight = datetime(2026, 11, 23, 22, 59, tzinfo=UTC)
    after_midnight = before_midnight + timedelta(minutes=1)
    thursday = date(2026, 11, 26)
    assert rules(house, day=thursday, asked_at=before_midnight) == set()
    assert rules(house, day=thursday, asked_at=after_midnight) == {("too_late", "block")}


def test_a_request_made_in_time_does_not_grow_late_on_the_desk(house: House) -> None:
    thursday = date(2026, 11, 26)
    on_wednesday = NOW + timedelta(days=2)
    assert rules(house, day=thursday, now=on_wednesday, asked_at=NOW) == set()


# The room


def test_the_seating_says_how_many_persons_fit(house: House) -> None:
    assert house.get_room("saal-b").capacity == CAPACITY
    assert rules(house, persons=24, seating="ushape") == set()
    (finding,) = findings(house, persons=25, seating="ushape")
    assert (finding.rule, finding.severity) == (Rule.TOO_MANY_PERSONS, Severity.BLOCK)
    assert finding.facts == {"most": 24, "seating": "ushape"}


def test_without_a_seating_the_largest_one_counts(house: House) -> None:
    assert rules(house, persons=50) == set()
    assert rules(house, persons=51) == {("too_many_persons", "block")}


def test_a_seating_that_the_room_does_not_have_is_refused(house: House) -> None:
    (finding,) = findings(house, persons=999, seating="work")
    assert (finding.rule, finding.severity) == (Rule.SEATING_UNKNOWN, Severity.BLOCK)
    assert finding.facts == {"seatings": tuple(CAPACITY)}


def test_a_room_is_meant_for_its_activities(house: House) -> None:
    assert rules(house, activity="gesang") == set()
    (finding,) = findings(house, activity="trommeln")
    assert (finding.rule, finding.severity) == (Rule.ACTIVITY_NOT_ALLOWED, Severity.BLOCK)
    assert "gesang" in finding.facts["allowed"]  # type: ignore[operator]


# Several rooms together


def judged(house: House, *rooms: str, **more: object) -> list[Finding]:
    """What is said of a Tuesday evening in several rooms, all of them looked at."""
    wish = an_enquiry(*rooms, **more)  # type: ignore[arg-type]
    candidates = plan_candidates(wish, house)
    verdict = judge_enquiry(wish, candidates, {}, house, VISITOR, NOW)
    return [finding for one in verdict.dates for finding in one.findings]


@pytest.mark.parametrize("rooms", [("saal", "kueche"), ("kueche", "saal")])
def test_of_hall_and_kitchen_one_has_to_seat_the_guests(
    house: House, rooms: tuple[str, ...]
) -> None:
    assert judged(house, *rooms, persons=90, seating="tables", activity="kochen") == []
    assert judged(house, *rooms, persons=96, seating="tables", activity="tanz") == []


@pytest.mark.parametrize("rooms", [("saal", "kueche"), ("kueche", "saal")])
def test_too_many_for_rooms_together_are_told_once_and_of_the_largest(
    house: House, rooms: tuple[str, ...]
) -> None:
    (finding,) = judged(house, *rooms, persons=97, seating="tables")
    assert (finding.rule, finding.room) == (Rule.TOO_MANY_PERSONS, "saal")
    assert finding.facts == {"most": 96, "seating": "tables"}


def test_what_no_room_of_a_date_has_is_told_once(house: House) -> None:
    (seating,) = judged(house, "saal", "kueche", seating="work")
    assert seating.facts == {"seatings": ("none", "rows", "tables")}
    (activity,) = judged(house, "saal", "kueche", activity="toepfern")
    assert activity.rule is Rule.ACTIVITY_NOT_ALLOWED
    assert {"kochen", "tanz"} <= set(activity.facts["allowed"])  # type: ignore[call-overload]


def test_a_room_without_a_list_is_meant_for_everything(house: House) -> None:
    room = house.get_room("saal-b").model_copy(update={"activities": ()})
    open_to_all = house.model_copy(update={"rooms": (room,)})
    assert rules(open_to_all, activity="trommeln") == set()


def test_a_hidden_room_is_for_staff_to_give(house: House) -> None:
    visit = {"begin": "10:00", "end": "11:00"}
    assert rules(house, "beratung-1", **visit) == {("room_hidden", "block")}
    assert rules(house, "beratung-1", asker=STAFF, **visit) == set()


def test_a_retired_room_is_nobodys(house: House) -> None:
    room = house.get_room("saal-b").model_copy(update={"retired": True})
    without = house.model_copy(update={"rooms": (room,)})
    assert rules(without) == rules(without, asker=STAFF) == {("room_retired", "block")}
    assert Rule.ROOM_RETIRED in NEVER_OVERRULED


def test_all_findings_are_told_at_once(house: House) -> None:
    found = rules(
        house, day=date(2026, 12, 25), begin="05:05", end="05:10", persons=999, activity="kochen"
    )
    assert {rule for rule, _ in found} == {
        "closed",
        "public_holiday",
        "outside_hours",
        "off_grid",
        "too_short",
        "too_many_persons",
        "activity_not_allowed",
    }


def test_only_taken_impossible_and_retired_can_never_be_overruled() -> None:
    assert {Rule.TAKEN, Rule.NO_SUCH_TIME, Rule.ROOM_RETIRED} == NEVER_OVERRULED


# Whatever is asked

ROOMS = ("saal", "saal-a", "saal-b", "kueche", "musikraum", "toepferwerkstatt", "beratung-1")
minutes = st.integers(0, 24 * 60)
wishes = st.builds(
    lambda room, day, clocks, **more: Enquiry(
        (room,), day, ClockTime(min(clocks)), ClockTime(max(clocks)), **more
    ),
    room=st.sampled_from(ROOMS),
    day=st.one_of(st.dates(date(2025, 1, 1), date(2031, 12, 31)), st.dates()),
    clocks=st.tuples(minutes, minutes).filter(lambda pair: pair[0] != pair[1]),
    persons=st.none() | st.integers(1, 10**20),
    seating=st.none() | st.sampled_from(["rows", "circle", "?"]),
    activity=st.none() | st.sampled_from(["gesang", "kochen", "?"]),
    setup=st.timedeltas(timedelta(0), timedelta(hours=12)),
    teardown=st.timedeltas(timedelta(0), timedelta(hours=12)),
)
moments = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    datetime(2031, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@settings(deadline=None, max_examples=300)
@given(wishes, moments, st.sampled_from([VISITOR, STAFF]), st.booleans())
def test_the_rules_answer_whatever_is_asked(
    house: House, wish: Enquiry, moment: datetime, asker: Person, heeds: bool
) -> None:
    case = case_of(
        house, wish, now=moment, asked_at=moment, asker=asker, heeds_school_holidays=heeds
    )
    found = find_findings(case)
    assert all(one.day == wish.day and one.room == wish.rooms[0] for one in found)
    impossible = case.candidate.period is None
    assert impossible == any(one.rule is Rule.NO_SUCH_TIME for one in found)
    softened = {one.rule for one in found if one.severity is Severity.WARN}
    assert not asker.is_staff or not (OUTSIDERS & {one.rule for one in found}) - softened
