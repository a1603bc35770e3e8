"""The feed as other programs read it: every line of it, and the same bytes each time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from ical.calendar import Calendar as StrictCalendar
from ical.calendar_stream import IcsCalendarStream

from calendars.event import Event, EventStatus
from calendars.period import Period
from calendars.writer import write_calendar

CHANGED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EVENING = Period(datetime(2027, 1, 12, 17, tzinfo=UTC), datetime(2027, 1, 12, 19, tzinfo=UTC))


def an_event(
    uid: str = "4711@house.example",
    summary: str = "Chorprobe",
    description: str = "",
    location: str = "",
    url: str = "",
    categories: tuple[str, ...] = (),
    status: EventStatus = EventStatus.CONFIRMED,
    period: Period = EVENING,
) -> Event:
    return Event(
        uid=uid,
        period=period,
        summary=summary,
        sequence=3,
        changed_at=CHANGED,
        location=location,
        description=description,
        url=url,
        categories=categories,
        status=status,
    )


def written(*events: Event) -> bytes:
    return write_calendar("Saal A", "Europe/Berlin", events)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def read_leniently(content: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(content).events


def read_strictly(content: bytes) -> StrictCalendar:
    return IcsCalendarStream.calendar_from_ics(content.decode())


def test_writer_writes_these_lines_and_no_others() -> None:
    event = an_event(
        description="24 Personen\nStuhlkreis",
        location="Saal A",
        url="https://house.example/bookings/K7",
        categories=("Belegt",),
    )
    assert unfolded(written(event)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//West Booking//Room booking//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Saal A",
        "X-WR-CALNAME:Saal A",
        "X-WR-TIMEZONE:Europe/Berlin",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VEVENT",
        "UID:4711@house.example",
        "SEQUENCE:3",
        "DTSTAMP:20261123T093000Z",
        "LAST-MODIFIED:20261123T093000Z",
        "DTSTART:20270112T170000Z",
        "DTEND:20270112T190000Z",
        "SUMMARY:Chorprobe",
        "LOCATION:Saal A",
        "DESCRIPTION:24 Personen\\nStuhlkreis",
        "URL:https://house.example/bookings/K7",
        "CATEGORIES:Belegt",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_writer_leaves_out_what_is_empty() -> None:
    names = {line.split(":")[0] for line in unfolded(written(an_event(categories=("", "\x00"))))}
    assert names.isdisjoint({"LOCATION", "DESCRIPTION", "URL", "CATEGORIES"})


def test_writer_shows_a_held_event_as_tentative_to_outlook_too() -> None:
    lines = unfolded(written(an_event(status=EventStatus.TENTATIVE)))
    assert [line for line in lines if line.startswith(("STATUS", "TRANSP", "X-MICROSOFT"))] == [
        "STATUS:TENTATIVE",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
    ]


def test_writer_says_so_if_nobody_is_busy_meanwhile() -> None:
    lines = unfolded(written(replace(an_event(), is_busy=False)))
    assert "TRANSP:TRANSPARENT" in lines


def test_writer_asks_for_the_refresh_that_it_is_told() -> None:
    lines = unfolded(write_calendar("Haus", "Europe/Berlin", [], timedelta(minutes=90)))
    assert lines[-3:-1] == ["REFRESH-INTERVAL;VALUE=DURATION:PT1H30M", "X-PUBLISHED-TTL:PT1H30M"]


def test_writer_writes_the_same_bytes_in_whatever_order_events_come() -> None:
    later = an_event(period=EVENING.widened(timedelta(0), timedelta(hours=1)))
    events = [later, an_event(uid="b@house.example"), an_event(uid="a@house.example")]
    content = written(*events)
    assert content == written(*reversed(events))
    assert [event.uid for event in read_leniently(content)] == [
        "a@house.example",
        "b@house.example",
        "4711@house.example",
    ]


def test_writer_says_the_same_whatever_zone_the_stamp_came_in() -> None:
    berlin = Event(
        uid="4711@house.example",
        period=EVENING,
        summary="Chorprobe",
        sequence=3,
        changed_at=CHANGED.astimezone(ZoneInfo("Europe/Berlin")),
    )
    assert written(berlin) == written(an_event())


def test_empty_calendar_is_read_by_both_parsers() -> None:
    content = written()
    assert read_leniently(content) == []
    assert read_strictly(content).events == []
    assert read_strictly(content).refresh_interval == timedelta(hours=1)


def test_times_come_back_from_both_parsers() -> None:
    content = written(an_event())
    (lenient,), (strict,) = read_leniently(content), read_strictly(content).events
    assert (lenient.start, lenient.end) == (EVENING.begin, EVENING.end)
    assert (strict.dtstart, strict.dtend) == (EVENING.begin, EVENING.end)
    assert (strict.uid, strict.sequence, strict.last_modified) == (
        "4711@house.example",
        3,
        CHANGED,
    )


def test_a_full_year_of_events_is_read_by_both_parsers() -> None:
    events = [
        an_event(
            uid=f"{number}@house.example",
            period=Period.from_epoch(
                1_800_000_000 + 86_400 * number, 1_800_007_200 + 86_400 * number
            ),
        )
        for number in range(365)
    ]
    content = written(*events)
    ends = [(event.period.begin, event.period.end) for event in events]
    assert [(e.start, e.end) for e in read_leniently(content)] == ends
    assert [(e.dtstart, e.dtend) for e in read_strictly(content).events] == ends
