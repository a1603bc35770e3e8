"""Fences around foreign calendars: what is looked at before any library may read it.

A short file can keep a program busy for ever (a rule that repeats every second) or fill
its memory (depth, endless lines). So text is measured and cut into components first, and
of each rule only those that a week planner could have made are let through.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from calendars.foreign import UnreadableCalendar

LARGEST = 5_000_000
"""Bytes of a file."""
LONGEST_LINE = 200_000
DEEPEST = 4
MOST_EVENTS = 20_000
MOST_DATES_NAMED = 1_000
"""RDATE and EXDATE of one event."""
MOST_COUNTED = 5_000
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
WITHIN_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
WITHIN_A_MONTH = frozenset({"BYSETPOS", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"})
"""No planner lets a rule of days or weeks choose by these. Where nothing fits them, a library
would look at every day until the year 9999; at every month, it is done in a moment."""

_FOLD = re.compile(r"\r?\n[ \t]")
_FOLD_IN_BYTES = re.compile(rb"\r?\n[ \t]")
_LINE_END = re.compile(r"\r\n?|\n")
"""Nothing else ends a line (RFC 5545, 3.1); texts hold other separators, such as U+2028."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Components:
    """A calendar, cut where its components begin and end; each is a text of its own."""

    zone_name: str
    """What X-WR-TIMEZONE says; empty if nothing does."""
    timezones: tuple[str, ...]
    events: tuple[str, ...]


def decode(content: bytes) -> str:
    """The text of a file, in whatever encoding a calendar program wrote it."""
    if len(content) > LARGEST:
        raise UnreadableCalendar("file_too_large", most=LARGEST // 1_000_000)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    for written in (content, _FOLD_IN_BYTES.sub(b"", content)):  # folded within a letter (3.1)
        with suppress(UnicodeDecodeError):
            return written.decode("utf-8")
    return content.decode("cp1252", errors="replace")


def cut(text: str) -> Components:
    """The components that say when something takes place; alarms, tasks and the rest are
    left out. Raises `UnreadableCalendar` for what no calendar program would write."""
    lines = _LINE_END.split(_FOLD.sub("", text.replace("\0", "")))
    if max(map(len, lines), default=0) > LONGEST_LINE:
        raise UnreadableCalendar("line_too_long")
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines):
        raise UnreadableCalendar("no_calendar")
    named = (line.partition(":")[2].strip() for line in lines if _is(line, "X-WR-TIMEZONE"))
    blocks = list(_blocks(lines))
    events = tuple(block for name, block in blocks if name == "VEVENT")
    if len(events) > MOST_EVENTS:
        raise UnreadableCalendar("too_many_events", most=MOST_EVENTS)
    zones = (block for name, block in blocks if name == "VTIMEZONE")
    return Components(
        zone_name=next(named, ""),
        timezones=tuple(block for block in zones if _changes_yearly(block)),
        events=events,
    )


def why_rule_is_refused(rule: Mapping[str, object]) -> str | None:
    """What is wrong with a recurrence rule, part by part as a library read it; None if a
    week planner could have made it."""
    frequency = _only(rule, "FREQ").upper()
    if frequency not in FREQUENCIES or WITHIN_A_DAY & set(rule):
        return "rule_too_frequent"
    if frequency in ("DAILY", "WEEKLY") and WITHIN_A_MONTH & set(rule):
        return "rule_not_understood"
    if not 1 <= int(_only(rule, "INTERVAL") or 1) <= MOST_COUNTED:
        return "rule_not_understood"
    if int(_only(rule, "COUNT") or 1) > MOST_COUNTED:
        return "too_many_dates"
    return None


def _only(rule: Mapping[str, object], part: str) -> str:
    value = rule.get(part, "")
    return str(value[0] if isinstance(value, list) and value else value or "")


def _is(line: str, name: str) -> bool:
    return line[: len(name)].upper() == name and line[len(name) : len(name) + 1] in (":", ";")


def _blocks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The components right below the calendar, without what stands within an event."""
    depth, name, kept = 0, "", list[str]()
    for line in lines:
        word, _, value = line.strip().partition(":")
        if word.upper() == "BEGIN":
            depth += 1
            if depth > DEEPEST:
                raise UnreadableCalendar("too_deep")
            if depth == 2:
                name, kept = value.strip().upper(), []
        if depth == 2 or (depth > 2 and name == "VTIMEZONE"):
            kept.append(line)
        if word.upper() == "END":
            if depth == 2:
                yield name, "\r\n".join(kept) + "\r\n"
            depth = max(0, depth - 1)


def _changes_yearly(timezone: str) -> bool:
    """Whether the clocks change at most once a year by each of its rules."""
    rules = [line.upper() for line in _LINE_END.split(timezone) if _is(line, "RRULE")]
    return all("FREQ=YEARLY" in rule and "BYHOUR" not in rule for rule in rules)
