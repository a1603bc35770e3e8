"""Caretakers report a problem: a text, and a photo if they like."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from litestar import Response
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.people import Person
from booking.domain.problem_reports import Report
from booking.domain.refusals import BadInput
from booking.services.books import Books
from booking.services.problems import find_reported_date, report_problem
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Number, Paragraphs
from booking.web.forms import Form, form_of, new_nonce, prefilled, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.keepers import ENDS, addresses, day_address, keeper_of, show
from booking.web.site.today import Said

LARGEST_REPORT = 12 * 1024 * 1024
"""Bytes of the whole form. More than a photo may have, so that one that is too large is
answered with a sentence and the text is not lost."""


class About(BaseModel):
    """What the report is about, as the address says it."""

    occurrence: Number | None = None
    day: Day | None = None


class ProblemForm(About):
    """The report."""

    text: Annotated[Paragraphs, Field(min_length=1, max_length=2000)]
    nonce: Annotated[str, Field(min_length=10, max_length=64)]


@dataclass(frozen=True, slots=True)
class Sent:
    """The form and the photo that came with it."""

    form: Form[ProblemForm]
    photo: bytes


TheReport: TypeAlias = NamedDependency[SkipValidation[Sent]]


async def read_report(request: Asker) -> Sent:
    """Reads the form with its file."""
    form = await form_of(ProblemForm)(request)
    file = (await request.form()).get("photo")
    return Sent(form, await file.read() if isinstance(file, UploadFile) else b"")


@page(addresses("/problem"), exception_handlers=ENDS)
def ask_for_problem(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment, token: FromPath[str] = ""
) -> Response[bytes]:
    """The empty form."""
    keeper = keeper_of(books, person, token, now)
    about = read_form(About, query_of(request), words_of(request)).content or About()
    given = {"day": about.day.isoformat()} if about.day else {}
    if about.occurrence is not None:
        given["occurrence"] = str(about.occurrence)
    return form_page(request, books, keeper, token, prefilled(nonce=new_nonce(), **given))


@deed(
    addresses("/problem"),
    dependencies={"sent": Provide(read_report)},
    exception_handlers=ENDS,
    request_max_body_size=LARGEST_REPORT,
)
def take_problem(
    request: Asker,
    sent: TheReport,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    token: FromPath[str] = "",
) -> Response[Any]:
    """Keeps the report; or shows the form again with what is the matter."""
    keeper, form = keeper_of(books, person, token, now), sent.form
    if form.content is None:
        return form_page(request, books, keeper, token, form, 422)
    given = form.content
    report = Report(given.nonce, given.text, given.occurrence, sent.photo or None)
    try:
        report_problem(books, keeper, report, now)
    except BadInput as refusal:
        rejected = form.refused(refusal, words_of(request))
        return form_page(request, books, keeper, token, rejected, 422)
    return Redirect(day_address(token, day=given.day, said=Said.PROBLEM), status_code=303)


def form_page(
    request: Asker,
    books: Books,
    keeper: Person,
    token: str,
    form: Form[Any],
    status: int = 200,
) -> Response[bytes]:
    """The form, with the date that it is about."""
    number = form.get("occurrence")
    about = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None
    entry = find_reported_date(books, keeper, about, request.app.state.clock())
    context = {"form": form, "entry": entry, "token": token, "day": form.get("day")}
    return show(request, "today/problem.html", context, status)
