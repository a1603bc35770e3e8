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
_END = b"END:VCALENDAR\r\n"
_UNSENDABLE = {"Cc", "Cs"}  # control characters, and halves of characters


def write_calendar(
    name: str, zone_name: str, events: Iterable[Event], refresh: timedelta = _HOUR
) -> bytes:
    """The finished file; events stand in order of time, whatever order they come in."""
    in_order = sorted(events, key=lambda event: (event.period, event.uid))
    return bind_calendar(name, zone_name, map(write_event, in_order), refresh)


def bind_calendar(
    name: str, zone_name: str, written: Iterable[bytes], refresh: timedelta = _HOUR
) -> bytes:
    """The finished file of events that are written already, in the order they come in.

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
    empty: bytes = calendar.to_ical(sorted=False)
    return b"".join((empty.removesuffix(_END), *written, _END))


def write_event(event: Event) -> bytes:
    """One event as it stands in the file; nothing else in the file changes it."""
    content: bytes = _component(event).to_ical(sorted=False)
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
    if not event.is_busy:
        component.add("TRANSP", "TRANSPARENT")  # left out it is opaque (RFC 5545, 3.8.2.7)
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
