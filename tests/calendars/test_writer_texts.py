"""What people type comes back as it was, and cannot break out of its property."""

from datetime import UTC, datetime

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as StrictEvent

from calendars.event import Event
from calendars.period import Period
from calendars.writer import write_calendar

ARABIC = "جوقة الحي ترحب بالجميع 👩‍👩‍👧‍👦 " * 12


def feed(
    summary: str = "",
    description: str = "",
    location: str = "",
    url: str = "",
    categories: tuple[str, ...] = (),
    name: str = "Saal A",
) -> bytes:
    """A feed of one event that says this."""
    event = Event(
        uid="4711@house.example",
        period=Period.from_epoch(1_800_000_000, 1_800_007_200),
        summary=summary,
        sequence=0,
        changed_at=datetime(2026, 11, 23, tzinfo=UTC),
        location=location,
        description=description,
        url=url,
        categories=categories,
    )
    return write_calendar(name, "Europe/Berlin", [event])


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def read_leniently(content: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(content).events
    return event


def read_strictly(content: bytes) -> StrictEvent:
    (event,) = IcsCalendarStream.calendar_from_ics(content.decode()).events
    return event


TEXTS = [
    "Yoga, Tanz; Gesang \\ mehr: \"alles\" 'neu'",
    "erste Zeile\nzweite Zeile\n\nvierte",
    "\\n ist kein Umbruch",
    ARABIC.strip(),
    "ä" * 10_000,
    "x" * 10_000,
    "🎉" * 2_500,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_text_comes_back_from_both_parsers_as_it_was(text: str) -> None:
    content = feed(description=text)
    assert str(read_leniently(content)["DESCRIPTION"]) == text
    assert read_strictly(content).description == text


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_lines_are_folded_at_75_octets_and_never_inside_a_character(text: str) -> None:
    lines = feed(description=text, summary=text).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "\r\n".join(line.decode() for line in lines).encode() == b"\r\n".join(lines)


@pytest.mark.parametrize(
    "line_break", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_line_break_in_a_text_begins_no_new_property(line_break: str) -> None:
    hostile = f"Chor{line_break}END:VEVENT{line_break}BEGIN:VALARM"
    content = feed(hostile, hostile, hostile, hostile, (hostile,), name=hostile)
    plain = feed("a", "a", "a", "a", ("a",))
    names = [line.split(":")[0] for line in unfolded(plain)]
    assert [line.split(":")[0] for line in unfolded(content)] == names
    assert len(content.decode().splitlines()) == content.count(b"\r\n")
    assert read_strictly(content).description == "Chor\nEND:VEVENT\nBEGIN:VALARM"
    assert read_leniently(content)["SUMMARY"] == "Chor END:VEVENT BEGIN:VALARM"


def test_text_loses_control_characters_and_broken_ones() -> None:
    content = feed(summary="a\x00b\x1b[1mc\x7fd\ud800e\tf  g")
    assert str(read_leniently(content)["SUMMARY"]) == "ab[1mcde f g"


def test_text_is_written_in_composed_form() -> None:
    assert "SUMMARY:Töpfern" in unfolded(feed(summary="To\u0308pfern"))


def test_category_with_a_comma_stays_one() -> None:
    content = feed(categories=("Belegt", "Saal A, B"))
    assert "CATEGORIES:Belegt,Saal A\\, B" in unfolded(content)
    assert [str(category) for category in read_leniently(content).categories] == [
        "Belegt",
        "Saal A, B",
    ]
