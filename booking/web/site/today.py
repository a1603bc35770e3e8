"""The caretaker's day on a phone, and what can be said there with one tap."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, SkipValidation

from booking.domain.day_sheet import DAYS_AHEAD, DAYS_BACK
from booking.domain.people import Person, require_caretaker
from booking.domain.refusals import BadInput
from booking.services import no_shows, seen
from booking.services.day_sheets import look_at_sheet, look_at_urgent_news, look_at_week
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Number
from booking.web.forms import Form, form_of, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.keepers import ENDS, addresses, day_address, keeper_of, show

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


TheTap: TypeAlias = NamedDependency[SkipValidation[Form[Tap]]]
TAP = {"form": Provide(form_of(Tap))}


@page(addresses(), exception_handlers=ENDS)
def show_today(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment, token: FromPath[str] = ""
) -> Response[bytes]:
    """The sheet of today, or of another day near it."""
    keeper, search = keeper_of(books, person, token, now), search_of(request)
    today = books.house.wall_clock.date_of(now)
    if search.day and not near(search.day, today):
        return show_far(request, keeper, token, today)
    sheet = look_at_sheet(books, keeper, search.day or today, now)
    coming = look_at_urgent_news(books, keeper, now) if sheet.day == today else ()
    context = {
        "sheet": sheet,
        "news": sorted((*sheet.news, *coming), key=lambda one: one.is_seen),
        "token": token,
        "said": search.said,
        "earlier": near(sheet.day - A_DAY, today),
        "later": near(sheet.day + A_DAY, today),
        "rooms": [room for room in books.house.rooms if not room.retired],
    }
    return show(request, "today/today.html", context)


@page(addresses("/week"), exception_handlers=ENDS)
def show_week(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment, token: FromPath[str] = ""
) -> Response[bytes]:
    """A week of the house, to hang up."""
    keeper, search = keeper_of(books, person, token, now), search_of(request)
    today = books.house.wall_clock.date_of(now)
    if search.day and not near(search.day, today):
        return show_far(request, keeper, token, today)
    sheets = look_at_week(books, keeper, search.day or today, now)
    used = {duty.entry.occurrence.room for sheet in sheets for duty in sheet.duties}
    context = {
        "sheets": sheets,
        "token": token,
        "rooms": [room for room in books.house.rooms if room.slug in used or not room.retired],
        "earlier": near(sheets[0].day - A_DAY, today),
        "later": near(sheets[0].day + A_WEEK, today),
    }
    return show(request, "today/week.html", context)


@deed(addresses("/seen"), dependencies=TAP, exception_handlers=ENDS)
def note_seen(
    form: TheTap, books: TheBooks, person: ThePerson, now: TheMoment, token: FromPath[str] = ""
) -> Response[Any]:
    """The caretaker has seen a change."""
    tap, keeper = tap_of(form), keeper_of(books, person, token, now)
    seen.see(books, keeper, tap.occurrence, tap.up_to, now)
    return back_to(token, tap, Said.SEEN)


@deed(addresses("/nobody"), dependencies=TAP, exception_handlers=ENDS)
def note_nobody(
    form: TheTap, books: TheBooks, person: ThePerson, now: TheMoment, token: FromPath[str] = ""
) -> Response[Any]:
    """Nobody came."""
    tap, keeper = tap_of(form), keeper_of(books, person, token, now)
    no_shows.report(books, keeper, tap.occurrence, now)
    return back_to(token, tap, Said.NOBODY)


@deed(addresses("/somebody"), dependencies=TAP, exception_handlers=ENDS)
def note_somebody(
    form: TheTap, books: TheBooks, person: ThePerson, now: TheMoment, token: FromPath[str] = ""
) -> Response[Any]:
    """Somebody came after all."""
    tap, keeper = tap_of(form), keeper_of(books, person, token, now)
    no_shows.take_back(books, keeper, tap.occurrence, now)
    return back_to(token, tap, Said.BACK)


@deed("/staff/seen", dependencies=TAP)
def note_told(form: TheTap, books: TheBooks, person: ThePerson, now: TheMoment) -> Response[Any]:
    """Staff have told the caretaker by telephone."""
    tap = tap_of(form)
    seen.see(books, person, tap.occurrence, tap.up_to, now)
    return Redirect("/staff", status_code=303)


def show_far(request: Asker, keeper: Person, token: str, today: date) -> Response[bytes]:
    """For a day that has no sheet: which days have one."""
    require_caretaker(keeper)
    context = {
        "token": token,
        "first": today - DAYS_BACK * A_DAY,
        "last": today + DAYS_AHEAD * A_DAY,
    }
    return show(request, "today/far.html", context, 404)


def search_of(request: Asker) -> Search:
    """What the address asks for; what means nothing there counts as not said."""
    return read_form(Search, query_of(request), words_of(request)).content or Search()


def tap_of(form: Form[Tap]) -> Tap:
    """What was tapped; raises `BadInput` if no page of ours made it."""
    if form.content is None:
        raise BadInput("/occurrence", "missing")
    return form.content


def back_to(token: str, tap: Tap, said: Said) -> Redirect:
    """The day again, with an answer on top."""
    return Redirect(day_address(token, day=tap.day, said=said), status_code=303)


def near(day: date, today: date) -> date | None:
    """The day if there is a sheet for it."""
    return day if -DAYS_BACK <= (day - today).days <= DAYS_AHEAD else None
