"""The two pages of an enquiry, the form and the check, and what both need to be shown."""

from http import HTTPStatus
from typing import Any, TypeAlias

from litestar import Request, Response

from booking.domain.enquiries import Enquiry
from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.domain.verdicts import EnquiryVerdict
from booking.services.books import Books
from booking.services.plans import rooms_for
from booking.web.forms import Form, Typed
from booking.web.negotiation import language_of, words_of
from booking.web.site.checking import RHYTHMS, checked, kept, summary, waits
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.enquiry_faults import with_bad_input, with_faults
from booking.web.site.enquiry_form import EnquiryForm, read_enquiry
from booking.web.templating import render
from booking.words.refusals import explain

Asker: TypeAlias = Request[Any, Any, Any]


def understand(
    request: Asker, books: Books, person: Person, typed: Typed
) -> tuple[Form[EnquiryForm], Enquiry | None]:
    """The form as read, and the wish that it means, if it means one."""
    words = words_of(request)
    form = read_enquiry(typed, choices_of(request, books, person), words)
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
    request: Asker, books: Books, person: Person, form: Form[EnquiryForm]
) -> Response[bytes]:
    """The form, with its errors if it has any."""
    words = words_of(request)
    context = {
        "form": form,
        "choices": choices_of(request, books, person),
        "rhythms": [(rhythm.value, words.gettext(text)) for rhythm, text in RHYTHMS.items()],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "enquire/form.html", context, status)


def check_page(
    request: Asker,
    books: Books,
    person: Person,
    form: Form[EnquiryForm],
    verdict: EnquiryVerdict,
    status: HTTPStatus = HTTPStatus.OK,
    refusal: str | None = None,
) -> Response[bytes]:
    """The check; what stops every date is told at its field in the form instead."""
    words = words_of(request)
    faulty = with_faults(form, verdict, books.house, words)
    if faulty.errors or form.content is None:
        return form_page(request, books, person, faulty)
    wish = form.content
    context = {
        "wish": wish,
        "checked": checked(verdict, books.house, words),
        "summary": list(summary(wish, choices_of(request, books, person), words)),
        "kept": kept(form),
        "waits": waits(wish),
        "has_changed": status is HTTPStatus.CONFLICT,
        "refusal": explain(refusal, words) if refusal else None,
    }
    return render(request, "enquire/check.html", context, status)
