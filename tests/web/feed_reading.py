"""Feeds as two independent parsers read them."""

from dataclasses import dataclass
from datetime import datetime

import httpx
import icalendar
from ical.calendar_stream import IcsCalendarStream


@dataclass(frozen=True, slots=True)
class Told:
    """One event, as far as the tests look at it; empty where it says nothing."""

    uid: str
    begin: datetime
    end: datetime
    summary: str
    location: str
    description: str
    status: str
    sequence: int


def events_in(answer: httpx.Response) -> list[Told]:
    """The events of a feed, in their order; both parsers must read the same in it."""
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    read = [_by_icalendar(event) for event in _calendar(answer).events]
    strict = IcsCalendarStream.calendar_from_ics(answer.text)
    assert [
        (event.uid, event.start, event.end, event.summary or "", event.description or "")
        for event in strict.events
    ] == [(one.uid, one.begin, one.end, one.summary, one.description) for one in read]
    return read


def summaries(answer: httpx.Response) -> list[str]:
    """The titles in a feed."""
    return [event.summary for event in events_in(answer)]


def _calendar(answer: httpx.Response) -> icalendar.Calendar:
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def _by_icalendar(event: icalendar.Event) -> Told:
    return Told(
        uid=str(event["UID"]),
        begin=event.decoded("DTSTART"),
        end=event.decoded("DTEND"),
        summary=str(event.get("SUMMARY", "")),
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        status=str(event["STATUS"]),
        sequence=int(event["SEQUENCE"]),
    )
