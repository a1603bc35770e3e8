"""The calendar of staff: day, week, month, and the year of the standing series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from litestar import Response

from booking.domain.entries import Entry
from booking.domain.feeds import Profile, profile_of
from booking.domain.people import Person
from booking.domain.rooms import Room
from booking.domain.statuses import Status
from booking.domain.weeks import RoomDay
from booking.domain.year_plan import WEEKS
from booking.services.books import Books
from booking.services.calendar import CalendarDay, look_at_month, look_at_year
from booking.services.plans import look_at_days, rooms_for
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.columns import Column, columns_of
from booking.web.site.days import ChosenDay, choose_day
from booking.web.site.grids import grid_of
from booking.web.site.uses import Use, use_of
from booking.web.templating import render
from booking.words.catalogue import Words
from booking.words.dates import span
from booking.words.holidays import holiday_text

ONE_DAY = timedelta(days=1)
SIX_WEEKS = 42
MOST_LINES = 12
"""So many dates are told of one day in a month; of more, nobody reads them there."""
HALF_A_YEAR = timedelta(weeks=26)


class View(StrEnum):
    """How much is looked at."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One date in a list of a day."""

    times: str
    room: str
    use: Use

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be said of its status: it is confirmed, as most are."""
        return self.use.status is Status.CONFIRMED


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day with everything that takes place or is asked for."""

    day: date
    is_today: bool
    is_of_month: bool
    reasons: tuple[str, ...]
    """A closure and holidays, by name."""
    lines: tuple[AgendaLine, ...]
    more: int = 0
    """How many of its dates are told on the page of the day only."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at which rooms, when, and in which language."""

    books: Books
    person: Person
    rooms: Sequence[Room]
    chosen: ChosenDay
    now: datetime
    words: Words

    def columns(self, first: date, days: int) -> list[tuple[Column, ...]]:
        """The rooms on some days, as everybody's plan has them."""
        found = look_at_days(self.books, self.rooms, first, days, self.now)
        looked = [one for one in found if len(found) == 1 or is_in_plan(one)]
        house, profile = self.books.house, profile_of(self.person)
        return [columns_of(house, one, self.now, self.words.language, profile) for one in looked]

    def agenda(self, first: date, days: int) -> list[AgendaDay]:
        """The same days as lists."""
        found = look_at_month(self.books, self.person, self.rooms, first, days, self.now)
        return [self._agenda_day(one) for one in found]

    def _agenda_day(self, one: CalendarDay) -> AgendaDay:
        language = self.words.language
        closure = one.closure and one.closure.reason.in_language(language)
        holidays = [holiday_text(each.name, self.words) for each in one.holidays]
        lines = (agenda_line(entry, self.books, self.words) for entry in one.entries)
        told = tuple(islice((line for line in lines if line), MOST_LINES))
        return AgendaDay(
            day=one.day,
            is_today=one.day == self.chosen.today,
            is_of_month=one.day.month == self.chosen.day.month,
            reasons=(*([closure] if closure else []), *holidays),
            lines=told,
            more=len(one.entries) - MOST_LINES if len(told) == MOST_LINES else 0,
        )


@page("/staff/calendar")
def show_calendar(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """One of the four views, of all rooms or of one (`?room=`)."""
    chosen = choose_day(request, books.house, now)
    asked = request.query_params.get("view", "")
    view = View(asked) if asked in set(View) else View.WEEK
    everything = books.house.rooms
    wanted = request.query_params.get("room", "")
    rooms = tuple(room for room in everything if room.slug == wanted) or everything
    context = {
        "chosen": chosen,
        "form": chosen.form,
        "view": view.value,
        "all_rooms": rooms_for(books, person),
        "room": rooms[0] if len(rooms) == 1 else None,
        **VIEWS[view](Looking(books, person, rooms, chosen, now, words_of(request))),
    }
    return render(request, "calendar/calendar.html", context, chosen.status)


def is_in_plan(days: Sequence[RoomDay]) -> bool:
    """Whether a room belongs into a plan of these days: it can be had, or has dates from the
    time when it could."""
    return not days[0].room.retired or any(one.stretches for one in days)


def day_view(at: Looking) -> Mapping[str, object]:
    """Rooms side by side, hours down."""
    lines = at.columns(at.chosen.day, 1)
    return {
        "lines": lines,
        "rows": grid_of([columns[0] for columns in lines]),
        **turning(at.chosen.day, at.chosen.day - ONE_DAY, at.chosen.day + ONE_DAY),
    }


def week_view(at: Looking) -> Mapping[str, object]:
    """Rooms below each other, the days of a week side by side; of one room the hours, too."""
    lines, chosen, week = at.columns(at.chosen.monday, 7), at.chosen, timedelta(weeks=1)
    return {
        "lines": lines,
        "rows": grid_of(lines[0]) if len(lines) == 1 else (),
        "days": at.agenda(chosen.monday, 7),
        "last": chosen.monday + 6 * ONE_DAY,
        **turning(chosen.monday, chosen.day - week, chosen.day + week),
    }


def month_view(at: Looking) -> Mapping[str, object]:
    """Six weeks below each other, what takes place in the days."""
    first = at.chosen.day.replace(day=1)
    monday = first - first.weekday() * ONE_DAY
    days = at.agenda(monday, SIX_WEEKS)
    weeks = [days[number : number + 7] for number in range(0, SIX_WEEKS, 7)]
    return {
        "days": [one for one in days if one.is_of_month],
        "weeks": [week for week in weeks if any(one.is_of_month for one in week)],
        **turning(first, (first - ONE_DAY).replace(day=1), next_month(first)),
    }


def year_view(at: Looking) -> Mapping[str, object]:
    """The standing series by room, week by week, from the month of the chosen day on."""
    first = at.chosen.day.replace(day=1)
    monday = first - first.weekday() * ONE_DAY
    year = look_at_year(at.books, at.person, monday, at.now)
    return {
        "series": [(room, year.of(room)) for room in at.rooms if year.of(room)],
        "mondays": [monday + number * 7 * ONE_DAY for number in range(WEEKS)],
        "months": months_of(monday),
        **turning(first, first - HALF_A_YEAR, first + HALF_A_YEAR),
    }


VIEWS = {
    View.DAY: day_view,
    View.WEEK: week_view,
    View.MONTH: month_view,
    View.YEAR: year_view,
}


def turning(first: date, earlier: date, later: date) -> dict[str, object]:
    """The first day that is shown, and where the pages before and after begin."""
    return {"first": first, "earlier": earlier, "later": later}


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=32)).replace(day=1)


def months_of(monday: date) -> list[tuple[date, int]]:
    """The months of a year plan, each with the number of its weeks."""
    months: dict[date, int] = {}
    for number in range(WEEKS):
        month = (monday + number * 7 * ONE_DAY).replace(day=1)
        months[month] = months.get(month, 0) + 1
    return list(months.items())


def agenda_line(entry: Entry, books: Books, words: Words) -> AgendaLine | None:
    """One date in a list; None if its room is gone."""
    one = entry.occurrence
    room, use = books.house.find_room(one.room), use_of(books.house, entry, Profile.STAFF, words)
    if room is None or use is None:
        return None
    return AgendaLine(span(one.begin, one.end), room.name_in(words.language), use)
