"""Events as an iCalendar file (RFC 5545), the same bytes for the same events.

Nothing is taken from the clock or from chance. Times stand in UTC, so no program needs
a time zone definition, and nobody is invited or woken: there is no METHOD, ORGANIZER,
ATTENDEE or VALARM. What people typed cannot break out of the property it stands in.
"""

import unicodedata
from collections.abc import Iterable
from datetime import timedelta

import icalendar
from icalendar import vDuration, vText

from calendars.event import Event, EventStatus

PRODUCT = "-//West Booking//Room booking//EN"

_HOUR = timedelta(hours=1)
_UNSENDABLE = {"Cc", "Cs"}  # control characters, and halves of characters


def write_calendar(
    name: str, zone_name: str, events: Iterable[Event], refresh: timedelta = _HOUR
) -> bytes:
    """The finished file; events stand in order of time, whatever order they come in.

    `zone_name` (such as Europe/Berlin) only tells programs in which zone to show the
    calendar. `refresh` is how long they are asked to wait before they look again.
    """
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("NAME", vText(_line(name)))  # RFC 7986, 5.1
    calendar.add("X-WR-CALNAME", vText(_line(name)))  # what Google, Apple and Outlook read
    calendar.add("X-WR-TIMEZONE", vText(_line(zone_name)))
    # RFC 7986, 5.7 demands the VALUE, which icalendar leaves out by itself
    calendar.add("REFRESH-INTERVAL", vDuration(refresh), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(refresh))  # the same for Outlook
    for event in sorted(events, key=lambda event: (event.period, event.uid)):
        calendar.add_component(_component(event))
    content: bytes = calendar.to_ical(sorted=False)
    return content


def _component(event: Event) -> icalendar.Event:
    component = icalendar.Event()
    component.add("UID", event.uid)
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", event.changed_at)  # RFC 5545, 3.8.7.2: without METHOD, the revision
    component.add("LAST-MODIFIED", event.changed_at)
    component.add("DTSTART", event.period.begin)
    component.add("DTEND", event.period.end)
    component.add("SUMMARY", _line(event.summary))
    if location := _line(event.location):
        component.add("LOCATION", location)
    if description := _text(event.description):
        component.add("DESCRIPTION", description)
    if url := _line(event.url):
        component.add("URL", url)
    if categories := [line for category in event.categories if (line := _line(category))]:
        component.add("CATEGORIES", categories)
    component.add("STATUS", event.status.value)
    component.add("TRANSP", "OPAQUE")
    if event.status is EventStatus.TENTATIVE:  # Outlook would show it as busy like any other
        component.add("X-MICROSOFT-CDO-BUSYSTATUS", vText("TENTATIVE"))
    return component


def _text(text: str) -> str:
    """Text in NFC without control characters; every kind of line break becomes a newline.

    Some readers break lines where Python does, also at U+2028 or a form feed.
    """
    lines = (_sendable(line) for line in text.replace("\t", " ").splitlines())
    return unicodedata.normalize("NFC", "\n".join(lines))


def _line(text: str) -> str:
    """The same in one line, with single blanks."""
    return " ".join(_text(text).split())


def _sendable(line: str) -> str:
    return "".join(c for c in line if unicodedata.category(c) not in _UNSENDABLE)
