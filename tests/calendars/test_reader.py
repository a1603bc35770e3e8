"""Calendars of Outlook, Google and Apple say what takes place, on both sides of a change of
the clocks; whatever cannot be taken is told, and loses nothing else."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.fenced import read_fenced
from calendars.foreign import Reading, UnreadableCalendar
from calendars.period import Period
from calendars.reader import read_calendar

EXPORTS = Path(__file__).parent / "exports"
BERLIN = ZoneInfo("Europe/Berlin")
WINDOW = Period(datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC))
EVENT = "UID:a@example.org\r\nDTSTAMP:20260901T080000Z\r\nSUMMARY:Chor\r\n"
EVENING = (
    "DTSTART;TZID=Europe/Berlin:20261006T180000\r\nDTEND;TZID=Europe/Berlin:20261006T200000\r\n"
)


def calendar(*events: str) -> bytes:
    inner = "".join(f"BEGIN:VEVENT\r\n{event}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inner}END:VCALENDAR\r\n".encode()


def read(content: bytes) -> Reading:
    return read_calendar(content, BERLIN, WINDOW)


def times(reading: Reading) -> list[tuple[str, str]]:
    """What takes place, by the clock of the house."""
    return [
        (f"{one.period.begin.astimezone(BERLIN):%m-%d %H:%M}", one.summary)
        for one in reading.instances
    ]


def reasons(reading: Reading) -> list[tuple[str, str]]:
    return [(one.summary, one.code) for one in reading.passed_over]


def test_outlook_keeps_the_wall_clock_and_changed_dates():
    reading = read((EXPORTS / "outlook.ics").read_bytes())
    assert times(reading) == [
        ("10-06 18:00", "Chor Sonne"),
        ("10-20 18:00", "Chor Sonne"),
        ("10-27 18:00", "Chor Sonne"),
        ("11-04 19:00", "Chor Sonne (verlegt)"),
        ("11-10 18:00", "Chor Sonne"),
        ("12-23 00:00", "Betriebsferien"),
    ]
    assert reading.instances[0].description == "Stuhlkreis, Klavier\nSchlüssel beim Hausdienst\n"
    assert reading.instances[-1].is_whole_days
    assert reading.instances[-1].period.end.astimezone(BERLIN).date() == date(2027, 1, 4)
    assert reading.passed_over == ()


def test_a_moved_date_is_known_by_where_the_rule_had_put_it():
    moved = read((EXPORTS / "outlook.ics").read_bytes()).instances[3]
    assert moved.recurrence_id == "20261103T170000Z"


def test_a_date_of_a_series_that_is_cancelled_or_free_does_not_come_back_by_its_rule():
    weekly = EVENT + EVENING + "RRULE:FREQ=WEEKLY;COUNT=4\r\n"
    second = EVENT + "RECURRENCE-ID:20261013T160000Z\r\nSTATUS:CANCELLED\r\n" + EVENING
    third = (
        "RECURRENCE-ID;TZID=Europe/Berlin:20261020T180000\r\n" + EVENING + "TRANSP:TRANSPARENT\r\n"
    )
    reading = read(calendar(second, weekly, EVENT + third))
    assert times(reading) == [("10-06 18:00", "Chor"), ("10-27 18:00", "Chor")]
    assert reasons(reading) == [("Chor", "cancelled"), ("Chor", "marked_as_free")]


@pytest.mark.parametrize("is_back", [True, False])
def test_of_two_versions_of_a_changed_date_the_newest_counts(is_back):
    weekly = EVENT + EVENING + "RRULE:FREQ=WEEKLY;COUNT=2\r\n"
    planned = EVENT + "RECURRENCE-ID:20261013T160000Z\r\n"
    cancelled = planned + EVENING + f"STATUS:CANCELLED\r\nSEQUENCE:{1 if is_back else 3}\r\n"
    moved = planned + EVENING.replace("1006", "1014") + "SEQUENCE:2\r\n"
    takes_place = [("10-06 18:00", "Chor"), *[("10-14 18:00", "Chor")] * is_back]
    for order in ((cancelled, moved), (moved, cancelled)):
        assert times(read(calendar(weekly, *order))) == takes_place


@pytest.mark.parametrize("planned", [":00010101T000000", ":PT1H", ";VALUE=TIME:180000"])
@pytest.mark.parametrize(
    ("status", "why"), [("CANCELLED", "cancelled"), ("CONFIRMED", "not_understood")]
)
def test_a_changed_date_that_no_rule_can_have_loses_nothing_else(planned, status, why):
    weekly = EVENT + EVENING + "RRULE:FREQ=WEEKLY;COUNT=2\r\n"
    changed = EVENT + EVENING + f"RECURRENCE-ID{planned}\r\nSTATUS:{status}\r\n"
    reading = read(calendar(weekly, changed))
    assert times(reading) == [("10-06 18:00", "Chor"), ("10-13 18:00", "Chor")]
    assert reasons(reading) == [("Chor", why)]


def test_a_whole_day_counts_although_programs_mark_it_as_free():
    whole = "DTSTART;VALUE=DATE:20261006\r\nDTEND;VALUE=DATE:20261008\r\nTRANSP:TRANSPARENT\r\n"
    reading = read(calendar(EVENT + whole))
    assert [one.is_whole_days for one in reading.instances] == [True]
    assert reading.passed_over == ()


def test_a_moved_date_takes_place_also_where_its_series_leaves_it_out():
    weekly = EVENT + EVENING + "RRULE:FREQ=WEEKLY;COUNT=2\r\nEXDATE:20261013T160000Z\r\n"
    moved = EVENING.replace("1006", "1014") + "RECURRENCE-ID;TZID=Europe/Berlin:20261013T180000\r\n"
    reading = read(calendar(weekly, EVENT + moved))
    assert times(reading) == [("10-06 18:00", "Chor"), ("10-14 18:00", "Chor")]


@pytest.mark.parametrize("until", ["20261013", "20261013T180000", "20261013T160000Z"])
def test_the_last_day_of_a_series_counts_however_it_is_written(until):
    reading = read(calendar(EVENT + EVENING + f"RRULE:FREQ=WEEKLY;UNTIL={until}\r\n"))
    assert times(reading) == [("10-06 18:00", "Chor"), ("10-13 18:00", "Chor")]


def test_the_last_day_of_a_series_ends_at_midnight_by_its_own_clock():
    early = EVENING.replace("T18", "T00").replace("T20", "T01")
    reading = read(calendar(EVENT + early + "RRULE:FREQ=DAILY;UNTIL=20261007\r\n"))
    assert times(reading) == [("10-06 00:00", "Chor"), ("10-07 00:00", "Chor")]


def test_google_s_endless_rule_ends_with_the_window():
    reading = read((EXPORTS / "google.ics").read_bytes())
    courses = [when for when, what in times(reading) if what == "Deutschkurs Lira"]
    assert len(courses) == 15
    assert (courses[0], courses[1], courses[-1]) == ("10-19 17:00", "10-26 17:00", "01-25 17:00")
    assert ("11-21 14:00", "Fest im Hof 🎉") in times(reading)
    assert reasons(reading) == [
        ("Fällt aus", "cancelled"),
        ("Nur zur Erinnerung", "marked_as_free"),
    ]


def test_apple_s_times_without_zone_are_those_of_the_house():
    reading = read((EXPORTS / "apple.ics").read_bytes())
    assert times(reading) == [
        ("10-24 19:00", "Teeabend"),
        ("11-07 11:00", "Kochgruppe Safran"),
        ("11-21 11:00", "Kochgruppe Safran"),
        ("11-28 19:00", "Teeabend"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding):
    text = calendar(EVENT.replace("Chor", "Chöre") + EVENING).decode()
    assert times(read(text.encode(encoding))) == [("10-06 18:00", "Chöre")]


def test_a_letter_may_be_torn_by_a_fold_and_a_text_may_hold_other_separators():
    torn = calendar(EVENT.replace("Chor", "Große Chöre") + EVENING).replace(
        b"\xc3\x9f", b"\xc3\r\n \x9f"
    )
    assert times(read(torn)) == [("10-06 18:00", "Große Chöre")]
    separated = calendar(EVENT.replace("Chor", "Chor\u2028Sonne") + EVENING)
    assert times(read(separated)) == [("10-06 18:00", "Chor Sonne")]


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (EVENING + "RRULE:FREQ=SECONDLY\r\n", "rule_too_frequent"),
        (EVENING + "RRULE:FREQ=HOURLY;UNTIL=99991231T235959Z\r\n", "rule_too_frequent"),
        (EVENING + "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYSECOND=1,2\r\n", "rule_too_frequent"),
        (EVENING + "RRULE:FREQ=DAILY;COUNT=999999999\r\n", "too_many_dates"),
        (EVENING + "RRULE:FREQ=DAILY;INTERVAL=0\r\n", "rule_not_understood"),
        (EVENING + "RRULE:FREQ=DAILY;BYSETPOS=2\r\n", "rule_not_understood"),
        (EVENING + "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n", "rule_not_understood"),
        (EVENING + "RRULE:FREQ=WEEKLY;BYDAY=MO;BYSETPOS=-3\r\n", "rule_not_understood"),
        (EVENING + "RRULE:FREQ=SOMETIMES\r\n", "not_understood"),
        (EVENING + "EXRULE:FREQ=DAILY\r\n", "rule_not_understood"),
        (EVENING + "RDATE:" + ",".join(["20261006T180000"] * 1001) + "\r\n", "too_many_dates"),
        ("DTSTART:00010101T000000Z\r\nDTEND:99991231T235959Z\r\n", "time_not_possible"),
        ("DTSTART:20261006T180000Z\r\nDTEND:20261006T170000Z\r\n", "time_not_possible"),
        ("DTSTART:20261006T180000Z\r\nDURATION:P9999W\r\n", "time_not_possible"),
        ("DTSTART:20261006T180000Z\r\n", "time_not_possible"),
        ("DTSTART;TZID=Nowhere/Atlantis:20261006T180000\r\nDURATION:PT1H\r\n", "zone_not_known"),
        ("DTSTART:yesterday\r\nDURATION:PT1H\r\n", "not_understood"),
        ("SUMMARY:no begin\r\n", "time_not_possible"),
        (EVENING + 2 * "RECURRENCE-ID:20261006T160000Z\r\n", "not_understood"),
    ],
)
def test_a_bad_event_loses_itself_alone(event, code):
    reading = read(calendar(EVENT + event, EVENT.replace("a@", "b@") + EVENING))
    assert [code for _, code in reasons(reading)] == [code]
    assert times(reading) == [("10-06 18:00", "Chor")]


@pytest.mark.parametrize("rule", ["YEARLY;BYMONTH=2;BYMONTHDAY=30", "MONTHLY;BYDAY=MO;BYSETPOS=9"])
def test_a_rule_that_no_day_fits_leaves_its_first_date(rule):
    reading = read(calendar(EVENT + EVENING + f"RRULE:FREQ={rule}\r\n"))
    assert times(reading) == [("10-06 18:00", "Chor")]


def test_a_zone_that_only_the_file_knows_is_taken_from_it():
    own = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT""".replace("\n", "\r\n")
    event = EVENT + EVENING.replace("Europe/Berlin", "Customized Time Zone")
    content = calendar(event).decode().replace("BEGIN:VEVENT", own)
    assert times(read(content.encode())) == [("10-06 17:00", "Chor")]


def test_of_two_versions_the_later_counts_and_copies_are_kept():
    later = EVENING.replace("T18", "T19").replace("T20", "T21")
    versions = calendar(EVENT + "SEQUENCE:1\r\n" + EVENING, EVENT + "SEQUENCE:2\r\n" + later)
    assert times(read(versions)) == [("10-06 19:00", "Chor")]
    copies = calendar(EVENT + EVENING, EVENT + EVENING.replace("1006", "1008"))
    assert times(read(copies)) == [("10-06 18:00", "Chor"), ("10-08 18:00", "Chor")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_calendar"),
        (b"PK\x03\x04\x14\x00\x00", "no_calendar"),
        (b"verein;raum\nChor;Saal", "no_calendar"),
        (b"x" * 5_000_001, "file_too_large"),
        (calendar("SUMMARY:" + "x" * 200_001 + "\r\n"), "line_too_long"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 500, "too_deep"),
        (calendar(*[""] * 20_001), "too_many_events"),
    ],
)
def test_what_is_no_calendar_is_refused_as_a_whole(content, code):
    with pytest.raises(UnreadableCalendar) as refused:
        read(content)
    assert refused.value.code == code


@given(st.binary(max_size=300), st.integers(0, 400))
def test_garbage_in_a_calendar_never_breaks_the_reader(garbage, position):
    content = calendar(EVENT + EVENING + "RRULE:FREQ=WEEKLY\r\n")
    with suppress(UnreadableCalendar):
        read(content[:position] + garbage + content[position:])


def test_the_process_of_its_own_finds_the_same():
    content = (EXPORTS / "google.ics").read_bytes()
    assert read_fenced(content, BERLIN, WINDOW) == read(content)
    with pytest.raises(UnreadableCalendar, match="no_calendar"):
        read_fenced(b"", BERLIN, WINDOW)
