"""The two pages of an enquiry, the form and the check, and what both need to be shown.

Whoever comes back to one of them, or reads it in another language, finds what was typed.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeAlias

from litestar import Request, Response

from booking.domain.enquiries import Enquiry
from booking.domain.pauses import find_pauses
from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.domain.verdicts import EnquiryVerdict
from booking.services.alternatives import find_alternatives
from booking.services.books import Books
from booking.services.plans import rooms_for
from booking.web.forms import Form, Typed
from booking.web.negotiation import language_of, words_of
from booking.web.site.checking import checked, paused
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.enquiry_faults import with_bad_input, with_early_end, with_faults
from booking.web.site.enquiry_form import EnquiryForm, read_enquiry
from booking.web.site.enquiry_places import find_rated_rooms, ways_out
from booking.web.site.enquiry_summary import RHYTHMS, kept, labels_in, summary, waits
from booking.web.templating import render
from booking.words.refusals import Explanation

Asker: TypeAlias = Request[Any, Any, Any]
FOR_BACK = {"cache-control": "private, no-cache"}
"""The browser may keep the answer to a form for its own back button, and asks again
everywhere else. Without it, going back ends on an error page of the browser."""


def understand(
    request: Asker, books: Books, person: Person, typed: Typed, now: datetime
) -> tuple[Form[EnquiryForm], Enquiry | None]:
    """The form as read, and the wish that it means, if it means one."""
    words, house = words_of(request), books.house
    form = read_enquiry(typed, choices_of(request, books, person), words)
    if not person.is_staff:
        form = with_early_end(form, house.wall_clock.date_of(now) + house.horizon, words)
    if form.content is None:
        return form, None
    try:
        return form, form.content.to_enquiry(language_of(request.scope))
    except BadInput as fault:
        return with_bad_input(form, fault, words), None


def choices_of(request: Asker, books: Books, person: Person) -> EnquiryChoices:
    """What this person may choose from."""
    return EnquiryChoices(books.house, rooms_for(books, person), language_of(request.scope))


def form_page(
    request: Asker, books: Books, person: Person, form: Form[EnquiryForm], now: datetime
) -> Response[bytes]:
    """The form, with its errors if it has any."""
    words, choices = words_of(request), choices_of(request, books, person)
    rated = find_rated_rooms(books, person, form.typed, choices, words, now)
    context = {
        "form": form,
        "choices": choices,
        "rooms": rated or choices.rooms,
        "is_rated": rated is not None,
        "labels": labels_in(words),
        "rhythms": [(rhythm.value, words.gettext(text)) for rhythm, text in RHYTHMS.items()],
        "retold_at": "/enquire" if form.errors else "/enquire/change",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return for_back(render(request, "enquire/form.html", context, status))


def check_page(
    request: Asker,
    books: Books,
    person: Person,
    form: Form[EnquiryForm],
    wish: Enquiry,
    verdict: EnquiryVerdict,
    now: datetime,
    status: HTTPStatus = HTTPStatus.OK,
    notice: Explanation | None = None,
) -> Response[bytes]:
    """The check; what stops every date is told at its field in the form instead."""
    words = words_of(request)
    faulty = with_faults(form, wish, verdict, books.house, words, now)
    if faulty.errors or form.content is None:
        return form_page(request, books, person, faulty, now)
    answers, first = form.content, verdict.dates[0].day
    alternatives = find_alternatives(books, person, wish, verdict, now)
    context = {
        "wish": answers,
        "first": first,
        "pauses": paused(find_pauses(wish)),
        "checked": checked(verdict, books.house, words),
        "ways_out": ways_out(alternatives, answers, words),
        "summary": list(summary(answers, first, choices_of(request, books, person), words)),
        "kept": kept(form),
        "waits": waits(answers),
        "notice": notice,
        "retold_at": "/enquire",
    }
    return for_back(render(request, "enquire/check.html", context, status))


def for_back(answer: Response[bytes]) -> Response[bytes]:
    """The page, so that the back button finds it."""
    answer.headers.update(FOR_BACK)
    return answer
