"""Staff enter a booking for somebody who called or wrote on paper; and what the house plans."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.response import Redirect

from booking.domain.bookings import BookingKind
from booking.domain.entries import Entry as Taken
from booking.domain.people import Person
from booking.domain.refusals import BadInput, DatesNotFree
from booking.domain.statuses import Status
from booking.domain.terms import end_of_term
from booking.domain.verdicts import Verdict
from booking.services.books import Books
from booking.services.entering import (
    Entry,
    Preview,
    can_be_entered,
    enter,
    look_ahead,
    suggest_groups,
)
from booking.services.plans import rooms_for
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.forms import WHOLE_FORM, Form, TheForm, prefilled, query_of, read_form
from booking.web.negotiation import language_of, words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.checking import paused, sentences_of
from booking.web.site.desk_links import desk_page
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.enquiry_form import propose_skip
from booking.web.site.enquiry_summary import RHYTHMS
from booking.web.site.entry_form import (
    FIELD_OF_POINTER,
    Answer,
    EntryForm,
    Reply,
    with_what_is_needed,
)
from booking.web.templating import render
from booking.words.catalogue import Words
from booking.words.kinds import kind_text
from booking.words.language import OWN_NAMES
from booking.words.problems import problem_text


@dataclass(frozen=True, slots=True)
class PreviewedDate:
    """One date on the page."""

    day: date
    verdict: Verdict
    sentences: tuple[str, ...]
    can_be_entered: bool
    is_ticked: bool
    others: tuple[Taken, ...]
    """Who holds it or asks for it."""


@page("/staff/enter")
def show_entry(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The form, with what a link from the calendar says."""
    asked = read_form(EntryForm, query_of(request), words_of(request)).typed
    today = books.house.wall_clock.date_of(now)
    until = end_of_term(books.house, today, today)
    proposed = prefilled(
        kind=BookingKind.GROUP.value,
        rhythm="once",
        skip=propose_skip(books.house),
        **({"until": until} if until else {}),
    )
    form: Form[EntryForm] = Form({**proposed.typed, **asked})
    return entry_page(request, books, person, form, now)


@deed("/staff/enter", EntryForm)
def take_entry(
    request: Asker, form: TheForm[EntryForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[Any]:
    """Shows what would come of it; stores it once its dates were seen."""
    words = words_of(request)
    form = with_what_is_needed(form, choices_of(request, books, person), words)
    preview = None
    try:
        if form.content is None:
            return entry_page(request, books, person, form, now, status=422)
        wish = form.content.to_enquiry(books.house, person, None)
        preview = look_ahead(books, person, wish, now)
        wish = form.content.to_enquiry(books.house, person, preview.known)
        if form.content.answer is Answer.LOOK or not form.content.was_seen:
            return entry_page(request, books, person, form, now, preview)
        status = Status.CONFIRMED if form.content.answer is Answer.CONFIRM else Status.REQUESTED
        entry = Entry(wish, form.content.days, status)
        booking = enter(books, person, entry, now, key=form.get("nonce") or wish.wording)
    except BadInput as fault:
        field = FIELD_OF_POINTER.get(fault.pointer, WHOLE_FORM)
        form = form.rejected(field, entry_fault(fault, words))
        return entry_page(request, books, person, form, now, preview, status=422)
    except DatesNotFree:
        preview = look_ahead(books, person, wish, now)
        form = form.rejected("dates", words.gettext("Others were faster. Nothing was stored."))
        return entry_page(request, books, person, form, now, preview, HTTPStatus.CONFLICT)
    if booking.email or booking.kind.is_own:
        return Redirect(desk_page(booking.reference, entered=1), status_code=303)
    return Redirect(f"{desk_page(booking.reference)}/letter", status_code=303)


def entry_fault(fault: BadInput, words: Words) -> str:
    """The sentence beside a field."""
    if fault.pointer == "/days":
        return words.gettext("Please tick at least one date.")
    return problem_text(fault.problem, fault.facts, words)


def entry_page(
    request: Asker,
    books: Books,
    person: Person,
    form: Form[EntryForm],
    now: datetime,
    preview: Preview | None = None,
    status: int = HTTPStatus.OK,
) -> Response[bytes]:
    """The form, and below it the dates once they were looked at."""
    words = words_of(request)
    form = replace(form, typed={"reply": (Reply.MAIL.value,), **form.typed})
    context = {
        "form": form,
        "choices": choices_of(request, books, person),
        "groups": suggest_groups(books, person, now),
        "kinds": [(kind.value, kind_text(kind, words)) for kind in BookingKind],
        "rhythms": [(rhythm.value, words.gettext(text)) for rhythm, text in RHYTHMS.items()],
        "spoken": [(tag, OWN_NAMES[tag]) for tag in books.house.languages],
        "nonce": form.get("nonce"),
        "previewed": preview and previewed(preview, form, books, words),
        "pauses": paused(preview.pauses if preview else (), words),
        "known": preview and preview.known,
        "seen": form.content.subject if form.content else form.get("seen"),
    }
    return render(request, "staff/enter.html", context, status)


def choices_of(request: Asker, books: Books, person: Person) -> EnquiryChoices:
    """What staff may choose from."""
    return EnquiryChoices(books.house, rooms_for(books, person), language_of(request.scope))


def previewed(
    preview: Preview, form: Form[EntryForm], books: Books, words: Words
) -> list[PreviewedDate]:
    """The dates in order. Free ones are ticked as long as nobody chose; what others asked
    for, and what a rule stops, is for staff to tick."""
    was_chosen = form.content is not None and form.content.was_seen
    return [
        PreviewedDate(
            one.day,
            one.verdict,
            sentences_of(one, books.house, words),
            can_be_entered(one),
            form.has("dates", one.day.isoformat()) if was_chosen else one.verdict is Verdict.FREE,
            tuple(preview.others[other] for other in sorted(one.rivals) if other in preview.others),
        )
        for one in preview.verdict.dates
    ]


ENTRY_PAGES = [show_entry, take_entry]
