"""iCalendar bytes as plain values (RFC 5545): what takes place between two instants.

Files come from Outlook, Google, Apple and from people who mean harm. Whatever is wrong
with one event loses that event alone, and says why. The program itself reads them in a
process of its own (`calendars.fenced`).
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from calendars.fences import cut, decode
from calendars.foreign import Instance, PassedOver, Reading
from calendars.period import Period
from calendars.vevents import (
    Refused,
    Vevent,
    ends_of,
    families,
    is_changed_date,
    lacks_zone,
    listed,
    require_harmless,
    sequence_of,
    summary_in,
    summary_of,
)

LONGEST_TEXT = 10_000
LONGEST_UID = 500


def read_calendar(content: bytes, zone: ZoneInfo, window: Period) -> Reading:
    """The instances that overlap the window, and the events that were passed over.

    Times without a zone, and whole days, are those of `zone`. Raises `UnreadableCalendar`.
    """
    components = cut(decode(content))
    taken: dict[str, list[Vevent]] = {}
    passed, versions = [], dict[tuple[str, str], tuple[int, bool]]()
    for text in components.events:
        event: Vevent = {}
        falls = False
        try:
            event = parse_event(text, components.timezones)
            require_harmless(event)
            taken.setdefault(str(event["UID"]), []).append(event)
        except Refused as refusal:
            passed.append(PassedOver(summary_in(text), refusal.code))
            falls = True
        if is_changed_date(event):
            named = str(event["UID"])[:LONGEST_UID], planned_id(event, zone)
            version = sequence_of(event), falls
            versions[named] = max(version, versions.get(named, version))
    instances: list[Instance] = []
    for events in taken.values():
        for family in families(events):
            try:
                instances += expand(family, components.zone_name, zone, window)
            except Refused as refusal:
                passed.append(PassedOver(summary_of(family[0]), refusal.code))
    fallen = {named for named, (_, falls) in versions.items() if falls}  # nor where a rule has it
    kept = (one for one in instances if (one.uid, one.recurrence_id) not in fallen)
    ordered = sorted(kept, key=lambda one: (one.period, one.uid, one.recurrence_id))
    return Reading(tuple(ordered), tuple(passed))


def parse_event(text: str, timezones: Sequence[str]) -> Vevent:
    """One VEVENT; without a UID it is known by what it says. Zones that only the file knows
    are made from its own definitions, and one that nobody knows is no reason to guess."""
    event = parse(text, ())
    if lacks_zone(event):
        event = parse(text, timezones)
    if lacks_zone(event):
        raise Refused("zone_not_known")
    if not str(event.get("UID", "")).strip():
        event["UID"] = f"{summary_of(event)} {event.get('DTSTART') and event['DTSTART'].dt}"
    return event


def parse(text: str, timezones: Sequence[str]) -> Vevent:
    """The event of a calendar that has nothing else but zones."""
    whole = f"BEGIN:VCALENDAR\r\n{''.join(timezones)}{text}END:VCALENDAR\r\n"
    try:
        event: Vevent = icalendar.Calendar.from_ical(whole).walk("VEVENT")[0]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise Refused("not_understood") from None
    if event.errors:
        raise Refused("not_understood")
    return event


def expand(
    family: Sequence[Vevent], named_zone: str, zone: ZoneInfo, window: Period
) -> list[Instance]:
    """The instances of one series within the window."""
    calendar = icalendar.Calendar()
    if named_zone:
        calendar.add("X-WR-TIMEZONE", named_zone)
    for event in family:
        calendar.add_component(event)
    try:
        make_plain(family, zone)
        found = recurring_ical_events.of(calendar).between(
            window.begin.astimezone(zone), window.end.astimezone(zone)
        )
        return [instance_of(one, zone) for one in found]
    except Refused:
        raise
    except Exception:  # noqa: BLE001  the library has no list of what strange dates do to it
        raise Refused("not_understood") from None


def make_plain(family: Sequence[Vevent], zone: ZoneInfo) -> None:
    """Writes a series as the library takes it for what its author meant: a date that the rule
    leaves out and that was moved takes place, and the day of UNTIL counts as a whole."""
    moved = {planned_id(one, zone) for one in family if is_changed_date(one)}
    for event in family:
        for dates in listed(event, "EXDATE"):
            dates.dts = [one for one in dates.dts if stable_id(one.dt, zone) not in moved]
        rule = event.get("RRULE", {})
        if "UNTIL" in rule and isinstance(event["DTSTART"].dt, datetime):
            clock = event["DTSTART"].dt.tzinfo
            rule["UNTIL"] = [end_of(last, clock) for last in rule["UNTIL"]]


def end_of(last: date, clock: tzinfo | None) -> datetime:
    """The last moment of a day by the clock of its series; a moment stays as it is."""
    if isinstance(last, datetime):
        return last
    moment = datetime.combine(last, time.max, clock)
    return moment.astimezone(UTC) if clock else moment


def instance_of(event: Vevent, zone: ZoneInfo) -> Instance:
    """One date of an event as it takes place."""
    begin, end = ends_of(event)
    period = period_of(begin, end, zone)
    return Instance(
        uid=str(event["UID"])[:LONGEST_UID],
        recurrence_id=(
            planned_id(event, zone) if is_changed_date(event) else stable_id(begin, zone)
        ),
        period=period,
        is_whole_days=not isinstance(begin, datetime),
        summary=summary_of(event),
        description=str(event.get("DESCRIPTION", ""))[:LONGEST_TEXT],
    )


def period_of(begin: date, end: date, zone: ZoneInfo) -> Period:
    """From begin to end as instants."""
    try:
        return Period(instant(begin, zone), instant(end, zone))
    except ValueError:
        raise Refused("time_not_possible") from None


def instant(written: date, zone: ZoneInfo) -> datetime:
    """A time or a day as an instant; without a zone it is told by the clock of `zone`."""
    moment = written if isinstance(written, datetime) else datetime.combine(written, time(0))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def planned_id(event: Vevent, zone: ZoneInfo) -> str:
    """Which date of its series a changed date stands for."""
    return stable_id(event["RECURRENCE-ID"].dt, zone)


def stable_id(planned: date, zone: ZoneInfo) -> str:
    """A RECURRENCE-ID that two exports of one calendar have in common."""
    if not isinstance(planned, datetime):
        return planned.isoformat()
    return f"{instant(planned, zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"
