"""The caretaker's day on a phone, and what can be said there with one tap."""

from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect
from pydantic import BaseModel, SkipValidation

from booking.domain.day_sheet import DAYS_AHEAD, DAYS_BACK
from booking.domain.people import require_caretaker
from booking.domain.refusals import BadInput
from booking.services import no_shows, seen
from booking.services.day_sheets import look_at_sheet, look_at_urgent_news, look_at_week
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Number
from booking.web.forms import form_of, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed
from booking.web.requests import Asker
from booking.web.site.keepers import DayVisit, TheDayVisit, day_deed, day_page

A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)


class Said(StrEnum):
    """What was just done."""

    SEEN = "seen"
    NOBODY = "nobody"
    BACK = "back"
    PROBLEM = "problem"


class Search(BaseModel):
    """Which day, and what to answer to the last tap."""

    day: Day | None = None
    said: Said | None = None


class Tap(BaseModel):
    """A button beside a date: which one, and what of it was on the page."""

    occurrence: Number
    up_to: Number = 0
    day: Day | None = None


async def read_tap(request: Asker) -> Tap:
    """What was tapped; raises `BadInput` if no page of ours made it."""
    form = await form_of(Tap)(request)
    if form.content is None:
        raise BadInput("/occurrence", "missing")
    return form.content


TheTap: TypeAlias = NamedDependency[SkipValidation[Tap]]


@day_page()
def show_today(visit: TheDayVisit) -> Response[bytes]:
    """The sheet of today, or of another day near it."""
    books, keeper, now, today = visit.books, visit.keeper, visit.now, visit.today
    search = search_of(visit.request)
    if search.day and not near(search.day, today):
        return show_far(visit)
    sheet = look_at_sheet(books, keeper, search.day or today, now)
    coming = look_at_urgent_news(books, keeper, now) if sheet.day == today else ()
    context = {
        "sheet": sheet,
        "news": sorted((*sheet.news, *coming), key=lambda one: one.is_seen),
        "said": search.said,
        "earlier": near(sheet.day - A_DAY, today),
        "later": near(sheet.day + A_DAY, today),
        "rooms": [room for room in books.house.rooms if not room.retired],
    }
    return visit.show("today/today.html", context)


@day_page("/week")
def show_week(visit: TheDayVisit) -> Response[bytes]:
    """A week of the house, to hang up."""
    books, today, search = visit.books, visit.today, search_of(visit.request)
    if search.day and not near(search.day, today):
        return show_far(visit)
    sheets = look_at_week(books, visit.keeper, search.day or today, visit.now)
    used = {duty.entry.occurrence.room for sheet in sheets for duty in sheet.duties}
    context = {
        "sheets": sheets,
        "rooms": [room for room in books.house.rooms if room.slug in used or not room.retired],
        "earlier": near(sheets[0].day - A_DAY, today),
        "later": near(sheets[0].day + A_WEEK, today),
    }
    return visit.show("today/week.html", context)


@day_deed("/seen", read_tap)
def note_seen(sent: TheTap, visit: TheDayVisit) -> Redirect:
    """The caretaker has seen a change."""
    seen.see(visit.books, visit.keeper, sent.occurrence, sent.up_to, visit.now)
    return back_to(visit, sent, Said.SEEN)


@day_deed("/nobody", read_tap)
def note_nobody(sent: TheTap, visit: TheDayVisit) -> Redirect:
    """Nobody came."""
    no_shows.report(visit.books, visit.keeper, sent.occurrence, visit.now)
    return back_to(visit, sent, Said.NOBODY)


@day_deed("/somebody", read_tap)
def note_somebody(sent: TheTap, visit: TheDayVisit) -> Redirect:
    """Somebody came after all."""
    no_shows.take_back(visit.books, visit.keeper, sent.occurrence, visit.now)
    return back_to(visit, sent, Said.BACK)


@deed("/staff/seen", dependencies={"sent": Provide(read_tap)})
def note_told(sent: TheTap, books: TheBooks, person: ThePerson, now: TheMoment) -> Redirect:
    """Staff have told the caretaker by telephone."""
    seen.see(books, person, sent.occurrence, sent.up_to, now)
    return Redirect("/staff", status_code=303)


def show_far(visit: DayVisit) -> Response[bytes]:
    """For a day that has no sheet: which days have one."""
    require_caretaker(visit.keeper)
    first, last = visit.today - DAYS_BACK * A_DAY, visit.today + DAYS_AHEAD * A_DAY
    return visit.show("today/far.html", {"first": first, "last": last}, 404)


def search_of(request: Asker) -> Search:
    """What the address asks for; what means nothing there counts as not said."""
    return read_form(Search, query_of(request), words_of(request)).content or Search()


def back_to(visit: DayVisit, tap: Tap, said: Said) -> Redirect:
    """The day again, with an answer on top."""
    return Redirect(visit.address(day=tap.day, said=said), status_code=303)


def near(day: date, today: date) -> date | None:
    """The day if there is a sheet for it."""
    return day if -DAYS_BACK <= (day - today).days <= DAYS_AHEAD else None
