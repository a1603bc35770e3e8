"""A file as an import plan, whatever kind of file it is."""

from datetime import datetime

from booking.domain.imports import ImportPlan, Source, plan_of_calendar
from booking.domain.refusals import BadInput
from booking.domain.weekly_plan import find_columns, plan_of_table
from booking.services.books import Books
from calendars.fenced import read_fenced
from calendars.fences import cut, decode
from calendars.foreign import UnreadableCalendar


def read_source(books: Books, source: Source, now: datetime) -> ImportPlan:
    """What the file says from today until the horizon of the house.

    Raises `BadInput` for one that is neither a calendar nor such a table, a calendar
    without a room, or more than can be taken over at once; `NotFound` for a room that is
    not in the house.
    """
    plan = plan_of(books, source, now)
    plan.require_takeable()
    return plan


def plan_of(books: Books, source: Source, now: datetime) -> ImportPlan:
    """The file as a plan, however much it says."""
    house = books.house
    today = house.wall_clock.date_of(now)
    try:
        text = decode(source.content)
        if find_columns(text):
            return plan_of_table(text, house, today)
        cut(text)  # what is no calendar at all is told before a room is asked for
        if not source.room:
            raise BadInput("/room", "missing")
        house.get_room(source.room)
        window = house.wall_clock.days(today, today + house.horizon)
        reading = read_fenced(source.content, house.zone, window)
    except UnreadableCalendar as refusal:
        raise BadInput("/file", refusal.code, **refusal.facts) from refusal
    return plan_of_calendar(reading, house, source.room, source.group, closing=source.closing)
