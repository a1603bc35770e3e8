"""The enquiry, page 1: when, how often and for how many."""

from dataclasses import dataclass
from http import HTTPStatus

from litestar import Response
from litestar.response import Redirect

from booking.domain.refusals import BadInput
from booking.services.enquiries import RankedRoom, rank_rooms
from booking.web.csrf import SHOWN_AGAIN
from booking.web.forms import Form, Typed, query_of, read_form
from booking.web.pages import deed, page
from booking.web.site.days import DayForm, UntilForm
from booking.web.site.enquiry_again import AGAIN, earlier_answers
from booking.web.site.enquiry_faults import (
    blocking_of,
    no_room_text,
    reason_to_call,
    with_bad_series,
    with_hopeless,
)
from booking.web.site.enquiry_form import (
    WHEN_FIELDS,
    WHO_FIELDS,
    WhenForm,
    proposals,
    with_later_end,
)
from booking.web.site.enquiry_summary import RHYTHMS, labels_in
from booking.web.site.enquiry_visit import TYPED, VISIT, TheTyped, TheVisit, Visit, own_fields
from booking.web.site.enquiry_wish import CHOICE, Wish, read_wish

CARRIED = ("room", *WHO_FIELDS, *AGAIN)
"""What a link may say that belongs to later pages."""


@page("/enquire", dependencies=VISIT)
def show_when(visit: TheVisit) -> Response[bytes]:
    """The form, with what was typed before and what a link says."""
    asked = {name: told for name, told in query_of(visit.request).items() if any(told)}
    earlier = earlier_answers(visit, asked)
    answers = {**visit.typed, **earlier, **spread(asked, visit)}
    typed = {**proposals(answers, visit.house, visit.today), **answers}
    carried = [(name, told[0]) for name, told in asked.items() if name in CARRIED]
    return when_page(visit, Form(typed), carried)


@deed("/enquire", dependencies=TYPED, opt=SHOWN_AGAIN)
def take_when(visit: TheVisit, typed: TheTyped) -> Response[bytes] | Redirect:
    """Keeps the answers and leads on to the rooms; or tells what is wrong with them."""
    own = own_answers(visit, typed)
    wish = read_wish(visit, own)
    if visit.is_expired:
        return when_page(visit, wish.when)
    if visit.changes_language:
        return visit.reread(own, "/enquire")
    found = judged(visit, wish)
    if found.form.errors:
        context = context_of(visit, found.form, (), found.call)
        return visit.show_kept(own, "enquire/when.html", context)
    return visit.go_on(own, "/enquire/room")


@page(["/enquire/change", "/enquire/send"])
def show_enquiry_anew() -> Redirect:
    """Addresses that the enquiry once had."""
    return Redirect("/enquire", status_code=303)


def own_answers(visit: Visit, typed: Typed) -> Typed:
    """The answers of this page, what a link carried along, and proposals for what the small
    form of the first page does not ask. Other dates need other choices."""
    given = spread(typed, visit)
    if "until-day" not in given:
        kept = {**proposals(given, visit.house, visit.today), **visit.typed}
        names = [name for name in WHEN_FIELDS if name.startswith(("until", "skip"))]
        given = {**{name: kept.get(name, ()) for name in names}, **given}
    given = with_later_end(given, visit.house, visit.today)
    earlier = earlier_answers(visit, typed)
    carried = {name: typed[name] for name in CARRIED if name in typed and name not in AGAIN}
    own = {**earlier, **carried, **own_fields(given, WHEN_FIELDS)}
    before = visit.typed
    if any(before.get(name, ()) != own[name] for name in WHEN_FIELDS):
        own |= {name: () for name in before if name.startswith(CHOICE)}
    return own


def spread(typed: Typed, visit: Visit) -> Typed:
    """A date that is given whole, as links do, in its three fields."""
    return read_form(DayForm, typed, visit.words).typed


@dataclass(frozen=True, slots=True)
class Judged:
    """The first page with what stops every date in every room."""

    form: Form[WhenForm]
    ranked: tuple[RankedRoom, ...] = ()
    call: str = ""
    """Why people may find a way where the form knows none; empty if they would not."""


def judged(visit: Visit, wish: Wish) -> Judged:
    """What the rooms say to the answers of the first page."""
    form, rooms = wish.when, wish.choices.room_list
    if form.content is None:
        return Judged(form)
    try:
        plain = wish.plain(rooms[0].slug)
        ranked = rank_rooms(visit.books, visit.person, rooms, plain, visit.now)
    except BadInput as fault:
        return Judged(with_bad_series(form, fault.problem, fault.facts, visit.words))
    blocking = [found for one in ranked for found in blocking_of(one.verdict.dates)]
    form = with_hopeless(form, blocking, visit.house, visit.words)
    call = reason_to_call(blocking, visit.words) if form.errors else ""
    if not any(one.suits for one in ranked):
        form = form.rejected("persons", no_room_text(visit.house, visit.words))
        call = call or visit.words.gettext("Together we may find something. Please call us:")
    return Judged(form, ranked, call)


def when_page(
    visit: Visit, form: Form[WhenForm], carried: list[tuple[str, str]] | tuple[()] = ()
) -> Response[bytes]:
    """The page as it stands."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return visit.show("enquire/when.html", context_of(visit, form, carried), status)


def context_of(
    visit: Visit,
    form: Form[WhenForm],
    carried: list[tuple[str, str]] | tuple[()],
    call: str = "",
) -> dict[str, object]:
    """What the template places."""
    words = visit.words
    rhythms = [(rhythm.value, words.gettext(text)) for rhythm, text in RHYTHMS.items()]
    until = read_form(UntilForm, form.typed, words).content
    return {
        "form": form,
        "choices": visit.choices,
        "labels": labels_in(words),
        "usual_rhythms": rhythms[:2],
        "other_rhythms": rhythms[2:],
        "until": until.until if until else None,
        "carried": carried,
        "call": call,
        "retold_at": "/enquire",
    }
