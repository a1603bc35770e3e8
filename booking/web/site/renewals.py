"""Going on after the end of a series: the page that the mail leads to, and the list of staff."""

from datetime import timedelta
from urllib.parse import urlencode

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.bookings import Booking
from booking.domain.refusals import BadInput, DatesNotFree
from booking.domain.renewals import EndingSeries, RenewalAnswer
from booking.domain.statuses import Status
from booking.services.holders import find_renewal_holder
from booking.services.renewals import (
    Asked,
    answer_renewal,
    confirm_clear,
    list_ending,
    look_at_renewal,
)
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Line
from booking.web.forms import TheForm
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.desk_rows import rooms_text
from booking.web.site.holders import TheVisit, visit_deed, visit_page
from booking.web.site.links import own_page
from booking.web.site.rhythms import Rhythm
from booking.web.templating import render
from booking.words.catalogue import Words
from booking.words.desk import when_text
from booking.words.recurrence import series_text

BELOW = "/renew"
LIST = "/staff/renewals"


class AnswerForm(BaseModel):
    """One of the three buttons."""

    answer: RenewalAnswer


class ClearForm(BaseModel):
    """Those that were clear when the list was shown."""

    clear: list[Line] = []


@visit_page(BELOW, find_renewal_holder)
def ask_about_renewal(visit: TheVisit) -> Response[bytes]:
    """The question; following the link in the mail changes nothing."""
    asked = look_at_renewal(visit.books, visit.holder, visit.reference, visit.now)
    words, house, new = visit.words, visit.books.house, asked.following
    context = {
        "asked": asked,
        "is_open": new is not None and (new.awaits_answer or new.waits_only),
        "is_confirmed": new is not None and not new.awaits_answer and has_confirmed(new),
        "booking": asked.booking,
        "rooms": rooms_text(asked.wish.rooms, house, words) if asked.wish else "",
        "as_before": as_before(asked, words),
        "key": visit.key,
        "for_association": visit.holder.is_staff,
        "link": own_page,
        "done": visit.request.query_params.get("done", ""),
    }
    return render(visit.request, "bookings/renew.html", context)


@visit_deed(BELOW, AnswerForm, find_renewal_holder)
def take_renewal(form: TheForm[AnswerForm], visit: TheVisit) -> Redirect:
    """Notes the answer. Whoever wants changes goes on to the form, which knows the old answers."""
    books, holder, number, now = visit.books, visit.holder, visit.reference, visit.now
    try:
        asked = look_at_renewal(books, holder, number, now)
        if form.content is None:
            raise BadInput("/answer", "missing")
        answer_renewal(books, holder, number, form.content.answer, now)
    except DatesNotFree:
        return Redirect(visit.address(BELOW, done="none"), status_code=303)
    if form.content.answer is RenewalAnswer.CHANGE:
        form_page = entry_page(asked) if holder.is_staff else enquiry_page(asked, visit.key)
        return Redirect(form_page, status_code=303)
    return Redirect(visit.address(BELOW, done=form.content.answer), status_code=303)


@page(LIST)
def show_renewals(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """Series that end soon: who has not answered, whose new request is clear, and the others."""
    ending, words = list_ending(books, person, now), words_of(request)
    new = [one.following.booking for one in ending if one.following]
    context = {
        "piles": piles_of(ending),
        "when": {
            booking.id: when_text(booking.occurrences, words)
            for booking in (*(one.booking for one in ending), *new)
        },
        "rooms": {
            one.booking.id: rooms_text(one.booking.rooms, books.house, words) for one in ending
        },
        "done": request.query_params.get("done", ""),
        "left": request.query_params.get("left", ""),
    }
    return render(request, "associations/renewals.html", context)


@deed(f"{LIST}/confirm", ClearForm)
def confirm_clear_renewals(
    form: TheForm[ClearForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Confirms all that were clear and still are."""
    wanted = form.content.clear if form.content else []
    done, left = confirm_clear(books, person, wanted, now)
    return Redirect(f"{LIST}?done={done}&left={left}", status_code=303)


def enquiry_page(asked: Asked, key: str) -> str:
    """Where a group asks for the changed series; the form knows its earlier answers."""
    day = {"day": asked.days[0]} if asked.days else {}
    return f"/enquire?{urlencode({'again': asked.booking.reference, 'key': key, **day})}"


def entry_page(asked: Asked) -> str:
    """Where staff enter the changed series, with what is known of it. What it says to the house
    does not stand in an address."""
    booking, wish = asked.booking, asked.wish
    known: dict[str, object] = {
        "group": booking.association,
        "title": booking.title,
        "public_title": "on" if booking.public_title else "",
        "persons": booking.persons or "",
        "activity": booking.activity or "",
        "seating": booking.seating or "",
    }
    if wish and wish.series:
        known |= {"room": wish.rooms[0], "also": wish.rooms[1:]}
        known |= {"rhythm": Rhythm.of(booking.rrule).value, "skip": sorted(wish.series.skip)}
        known |= {"day": asked.days[0], "until": asked.days[-1]}
        known |= {"begin": wish.begin, "end": wish.end}
        known |= {"setup": minutes(wish.setup), "teardown": minutes(wish.teardown)}
    return f"/staff/enter?{urlencode(known, doseq=True)}"


def has_confirmed(booking: Booking) -> bool:
    """Whether the house has promised one of its dates."""
    return any(one.status is Status.CONFIRMED for one in booking.occurrences)


def minutes(extra: timedelta) -> int:
    """A time before or after, as forms say it."""
    return extra // timedelta(minutes=1)


def as_before(asked: Asked, words: Words) -> str:
    """What going on means: `Jeden zweiten Mittwoch, 18:30–20:30 Uhr, vom 9. Juni 2027 ...`."""
    wish = asked.wish
    if wish is None or wish.series is None:
        return ""
    return series_text(asked.days[0], wish.begin, wish.end, wish.series, words)


def piles_of(ending: tuple[EndingSeries, ...]) -> dict[str, list[EndingSeries]]:
    """The list in the parts that staff look at, each in its order."""
    piles: dict[str, list[EndingSeries]] = {
        name: [] for name in ("clear", "open", "unanswered", "change", "stop")
    }
    for one in ending:
        if one.renewal is None:
            piles["unanswered"].append(one)
        elif one.renewal.answer is RenewalAnswer.ON:
            piles["clear" if one.is_clear else "open"].append(one)
        else:
            piles[one.renewal.answer].append(one)
    return piles


RENEWAL_PAGES: list[HTTPRouteHandler] = [
    ask_about_renewal,
    take_renewal,
    show_renewals,
    confirm_clear_renewals,
]
