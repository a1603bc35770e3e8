"""Caretakers report a problem: a text, and a photo if they like."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from litestar import Response
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.problem_reports import Report
from booking.domain.refusals import BadInput
from booking.services.problems import find_reported_date, report_problem
from booking.web.form_types import Day, Nonce, Number, Paragraphs
from booking.web.forms import Form, form_of, new_nonce, prefilled, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.requests import Asker
from booking.web.site.keepers import DayVisit, TheDayVisit, day_deed, day_page
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
    nonce: Nonce


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


@day_page("/problem")
def ask_for_problem(visit: TheDayVisit) -> Response[bytes]:
    """The empty form."""
    request = visit.request
    about = read_form(About, query_of(request), words_of(request)).content or About()
    given = {"day": about.day.isoformat()} if about.day else {}
    if about.occurrence is not None:
        given["occurrence"] = str(about.occurrence)
    return form_page(visit, prefilled(nonce=new_nonce(), **given))


@day_deed("/problem", read_report, request_max_body_size=LARGEST_REPORT)
def take_problem(sent: TheReport, visit: TheDayVisit) -> Response[Any]:
    """Keeps the report; or shows the form again with what is the matter."""
    form = sent.form
    if form.content is None:
        return form_page(visit, form, 422)
    given = form.content
    report = Report(given.nonce, given.text, given.occurrence, sent.photo or None)
    try:
        report_problem(visit.books, visit.keeper, report, visit.now)
    except BadInput as refusal:
        rejected = form.refused(refusal, words_of(visit.request))
        return form_page(visit, rejected, 422)
    return Redirect(visit.address(day=given.day, said=Said.PROBLEM), status_code=303)


def form_page(visit: DayVisit, form: Form[Any], status: int = 200) -> Response[bytes]:
    """The form, with the date that it is about."""
    number = form.get("occurrence")
    about = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None
    entry = find_reported_date(visit.books, visit.keeper, about, visit.now)
    context = {"form": form, "entry": entry, "day": form.get("day")}
    return visit.show("today/problem.html", context, status)
