"""Staff take over a calendar or a table: send it, look at what would become of it, say yes."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Any, TypeAlias

from litestar import Response
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.clean_text import clean_line
from booking.domain.imports import LONGEST_NAME, Source
from booking.domain.refusals import BadInput
from booking.services import importing
from booking.services.books import Books
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Line, Ticked
from booking.web.forms import Form, form_of
from booking.web.negotiation import language_of, words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.templating import render
from booking.words.findings import finding_text
from booking.words.imports import left_out_text

DONE = "done"
LARGEST_FORM = 8 * 1024 * 1024
"""Bytes of the form. More than a file may have, so that one that is too large gets a sentence."""


class ImportForm(BaseModel):
    """What staff say about a file."""

    room: Annotated[Line, Field(max_length=60)] = ""
    group: Annotated[Line, Field(max_length=LONGEST_NAME)] = ""
    closing: Ticked = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The form and the file that came with it."""

    form: Form[ImportForm]
    name: str
    content: bytes


TheFile: TypeAlias = NamedDependency[SkipValidation[Sent]]


async def read_file(request: Asker) -> Sent:
    """Reads the form with its file."""
    form = await form_of(ImportForm)(request)
    file = (await request.form()).get("file")
    if not isinstance(file, UploadFile):
        return Sent(form, "", b"")
    name = clean_line(PurePath(file.filename).name)[:LONGEST_NAME]
    return Sent(form, name, await file.read())


@page("/staff/import")
def show_import_form(request: Asker, books: TheBooks) -> Response[bytes]:
    """The empty form."""
    return form_page(request, books, Form())


@deed(
    "/staff/import",
    dependencies={"sent": Provide(read_file)},
    request_max_body_size=LARGEST_FORM,
)
def take_import_file(
    request: Asker, sent: TheFile, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[Any]:
    """Keeps the file for its sender and shows what would become of it."""
    given = sent.form.content
    if given is None:
        return form_page(request, books, sent.form, 422)
    if not sent.content:
        missing = sent.form.rejected("file", words_of(request).gettext("Please choose a file."))
        return form_page(request, books, missing, 422)
    source = Source(sent.name, sent.content, given.room, given.group, given.closing)
    try:
        upload = importing.keep(books, person, source, now)
    except BadInput as refusal:
        rejected = sent.form.refused(refusal, words_of(request))
        return form_page(request, books, rejected, 422)
    return Redirect(f"/staff/import/{upload}", status_code=303)


@page("/staff/import/{upload:int}")
def show_import(
    request: Asker, upload: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What would become of a file; once it was taken over, what became of it."""
    if DONE in request.query_params:
        report = importing.look_at_taken(books, person, upload, now)
        if report.taken or report.closures:
            return report_page(request, report, upload, done=True)
    report = importing.look_into(books, person, upload, now)
    return report_page(request, report, upload, done=False)


@deed("/staff/import/{upload:int}/take")
def take_import(
    upload: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Takes the file over; the page then says what became of it. Sent again, everything is
    known."""
    importing.take_kept(books, person, upload, now)
    return Redirect(f"/staff/import/{upload}?{DONE}=1", status_code=303)


@deed("/staff/import/{upload:int}/forget")
def forget_import(
    upload: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """The file is not wanted."""
    importing.forget(books, person, upload, now)
    return Redirect("/staff/import", status_code=303)


def form_page(request: Asker, books: Books, form: Form[Any], status: int = 200) -> Response[bytes]:
    """The form, with what is wrong."""
    language = language_of(request.scope)
    rooms = [(room.slug, room.name_in(language)) for room in books.house.lent_rooms]
    return render(request, "imports/form.html", {"form": form, "rooms": rooms}, status)


def report_page(
    request: Asker, report: importing.ImportReport, upload: int, *, done: bool
) -> Response[bytes]:
    """What became, or would become, of a file."""
    words, house = words_of(request), request.app.state.house
    context = {
        "report": report,
        "not_yet": frozenset() if done else {one.reference for one in report.taken},
        "upload": upload,
        "done": done,
        "why_stopped": lambda one: [finding_text(why, house, words) for why in one.findings],
        "why_left_out": lambda one: left_out_text(one, words),
    }
    return render(request, "imports/report.html", context)


IMPORT_PAGES = [show_import_form, take_import_file, show_import, take_import, forget_import]
