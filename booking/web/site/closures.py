"""The pages on which staff close the house or some rooms."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect

from booking.domain.bookings import Booking
from booking.domain.closing import HitsUnanswered, by_date
from booking.domain.closures import Closure
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.refusals import BadInput
from booking.services.books import Books
from booking.services.closures import (
    ListedClosure,
    close,
    decide_hits,
    find_unmailed,
    get_closure,
    list_closures,
    look_at_hits,
    look_at_moot,
)
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.forms import WHOLE_FORM, Form, TheForm, prefilled
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.closing_form import (
    FIELD_OF_POINTER,
    Answer,
    ClosingForm,
    FatesForm,
    closing_of,
    fates_of,
    with_fates,
    with_rooms,
)
from booking.web.site.closure_calls import MOST_CALLED, NOBODY, told_page, unmailed_of
from booking.web.site.desk_rows import rooms_text
from booking.web.templating import render
from booking.words.catalogue import Words
from booking.words.dates import short_day_text
from booking.words.problems import problem_text


@page("/staff/closures")
def show_closures(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What is closed now or later; after a deed, whom somebody has to call about it."""
    words, found = words_of(request), list_closures(books, person, now)
    to_call = request.query_params.get("call", "").split()[:MOST_CALLED]
    context = {
        "made": [(one, extent_text(one.made.closure, books.house, words)) for one in found.made],
        "of_room_file": [(one, extent_text(one, books.house, words)) for one in found.of_room_file],
        "days": lambda closure: days_text(closure, words),
        "done": request.query_params.get("done", ""),
        "unmailed": find_unmailed(books, person, to_call, now).values(),
    }
    return render(request, "staff/closures.html", context)


@page("/staff/closures/new")
def show_new_closure(request: Asker, books: TheBooks) -> Response[bytes]:
    """The empty form."""
    return closing_page(request, books, prefilled(), None)


@deed("/staff/closures/new", ClosingForm)
def take_closure(
    request: Asker, form: TheForm[ClosingForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[Any]:
    """Shows which dates are hit; closes once it is said of each what becomes of it."""
    words = words_of(request)
    form = with_rooms(form, words)
    if form.content is None:
        return closing_page(request, books, form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        closing = closing_of(form.content, form.typed, books.house)
        hits = look_at_hits(books, person, closing, now)
        moot = look_at_moot(books, person, closing, now)
        unmailed = unmailed_of(books, person, hits, now)
        if form.content.answer is Answer.LOOK:
            return closing_page(request, books, form, hits, HTTPStatus.OK, unmailed, moot)
        form = with_fates(form, hits, words)
        if form.content is None:
            unsaid = HTTPStatus.UNPROCESSABLE_ENTITY
            return closing_page(request, books, form, hits, unsaid, unmailed, moot)
        key = f"{form.get('nonce')} {closing}"
        close(books, person, closing, fates_of(form), form.content.message, key, now)
    except BadInput as fault:
        field = FIELD_OF_POINTER.get(fault.pointer, WHOLE_FORM)
        form = form.rejected(field, problem_text(fault.problem, fault.facts, words))
        return closing_page(request, books, form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    except HitsUnanswered:
        hits = look_at_hits(books, person, closing, now)
        form = form.rejected("rest", words.gettext("Another date has come in between."))
        moot = look_at_moot(books, person, closing, now)
        unmailed = unmailed_of(books, person, hits, now)
        return closing_page(request, books, form, hits, HTTPStatus.CONFLICT, unmailed, moot)
    return Redirect(told_page("made", hits, fates_of(form), unmailed), status_code=303)


@page("/staff/closures/{number:int}")
def show_closure(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The dates of one closure about which somebody still has to decide."""
    found = get_closure(books, person, number, now)
    unmailed = unmailed_of(books, person, found.undecided, now)
    return closure_page(request, books, found, prefilled(), unmailed)


@deed("/staff/closures/{number:int}", FatesForm)
def take_fates(
    request: Asker,
    number: FromPath[int],
    form: TheForm[FatesForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Does with the dates what is said of them."""
    found = get_closure(books, person, number, now)
    unmailed = unmailed_of(books, person, found.undecided, now)
    form = with_fates(form, found.undecided, words_of(request))
    if form.content is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return closure_page(request, books, found, form, unmailed, status)
    decide_hits(books, person, number, fates_of(form), form.content.message, now)
    address = told_page("decided", found.undecided, fates_of(form), unmailed)
    return Redirect(address, status_code=303)


def closing_page(
    request: Asker,
    books: Books,
    form: Form[ClosingForm],
    hits: Sequence[Entry] | None,
    status: int = HTTPStatus.OK,
    unmailed: Mapping[str, Booking] = NOBODY,
    moot: Sequence[Entry] = (),
) -> Response[bytes]:
    """The form; below it what is hit and which proposals end, once that was looked at."""
    words = words_of(request)
    context = {
        "form": form,
        "hits": None if hits is None else hit_rows(hits, books.house, words),
        "unmailed": unmailed,
        "moot": hit_rows(moot, books.house, words),
        "seen": seen_text(hits or ()),
        "rooms": [(room.slug, room.name_in(words.language)) for room in books.house.lent_rooms],
        "nonce": form.get("nonce"),
    }
    return render(request, "staff/closing.html", context, status)


def closure_page(
    request: Asker,
    books: Books,
    found: ListedClosure,
    form: Form[FatesForm],
    unmailed: Mapping[str, Booking],
    status: int = HTTPStatus.OK,
) -> Response[bytes]:
    """One closure with the dates that are still to be decided."""
    words, closure, hits = words_of(request), found.made.closure, found.undecided
    context = {
        "form": form,
        "number": found.made.id,
        "days": days_text(closure, words),
        "extent": extent_text(closure, books.house, words),
        "reason": closure.reason.in_language(words.language),
        "hits": hit_rows(hits, books.house, words),
        "unmailed": unmailed,
        "seen": seen_text(hits),
    }
    return render(request, "staff/closure.html", context, status)


def hit_rows(hits: Sequence[Entry], house: House, words: Words) -> list[tuple[Entry, str]]:
    """The dates in their order, each by one of its rooms and with the names of all."""
    return [
        (rooms[0], rooms_text([one.occurrence.room for one in rooms], house, words))
        for rooms in by_date(hits)
    ]


def seen_text(hits: Sequence[Entry]) -> str:
    """The dates that are shown, each by one of its rooms."""
    return " ".join(str(rooms[0].occurrence.id) for rooms in by_date(hits))


def extent_text(closure: Closure, house: House, words: Words) -> str:
    """What is closed: `das ganze Haus`, `Saal A und Küche`."""
    if closure.concerns_house:
        return words.gettext("the whole house")
    return rooms_text(closure.rooms, house, words)


def days_text(closure: Closure, words: Words) -> str:
    """From when to when: `Mo. 01.03.2027 – Fr. 05.03.2027`."""
    first, last = (short_day_text(day, words) for day in (closure.first, closure.last))
    return first if closure.first == closure.last else f"{first} – {last}"


CLOSURE_PAGES = [
    show_closures,
    show_new_closure,
    take_closure,
    show_closure,
    take_fates,
]
