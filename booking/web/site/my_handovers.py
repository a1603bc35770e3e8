"""Handing bookings over, and answering those who want to."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.people import Person
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.handovers import (
    HandingOver,
    accept_handover,
    hand_over,
    refuse_handover,
    take_back_handover,
)
from booking.web.dependencies import TheBooks, TheMoment
from booking.web.form_types import Line, Ticked
from booking.web.forms import Form, TheForm, prefilled
from booking.web.negotiation import language_of, words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.holders import device_holder
from booking.web.site.my_people import NamedForm, get_group
from booking.web.templating import render
from booking.words.desk import when_text


class HandoverForm(NamedForm):
    """What is handed over, to whom."""

    booking: Annotated[Line, Field(max_length=20)] = ""
    """The reference of one booking; empty for all that one speaks for."""
    ends_access: Ticked = False


class Said(StrEnum):
    """The buttons below a handover; also what the page tells afterwards."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class AnswerForm(BaseModel):
    """One of the buttons."""

    said: Said


ANSWERS: Mapping[Said, Callable[[Books, Person, int, datetime], None]] = {
    Said.ACCEPTED: accept_handover,
    Said.REFUSED: refuse_handover,
    Said.TAKEN_BACK: take_back_handover,
}


@page("/my/people/{number:int}/handover")
def ask_for_handover(
    request: Asker, number: FromPath[int], books: TheBooks, now: TheMoment
) -> Response[bytes]:
    """The form: what, and to whom. Raises `NotFound`."""
    form = prefilled(booking=request.query_params.get("booking", ""), ends_access="on")
    return handover_page(request, books, number, now, form)


@deed("/my/people/{number:int}/handover", HandoverForm)
def take_handover(
    request: Asker,
    number: FromPath[int],
    form: TheForm[HandoverForm],
    books: TheBooks,
    now: TheMoment,
) -> Response[Any]:
    """Asks the other address; or shows the form again. Raises `NotFound`."""
    if form.content is not None:
        said = form.content
        wanted = HandingOver(
            number,
            said.successor(language_of(request.scope)),
            said.booking or None,
            said.ends_access,
        )
        holder = device_holder(request, books, now)
        try:
            hand_over(books, holder, wanted, now)
        except BadInput as refusal:
            form = form.refused(refusal, words_of(request))
    if form.content is None:
        return handover_page(request, books, number, now, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return Redirect("/my?done=asked", status_code=303)


@deed("/my/handovers/{number:int}", AnswerForm)
def answer_handover(
    request: Asker,
    number: FromPath[int],
    form: TheForm[AnswerForm],
    books: TheBooks,
    now: TheMoment,
) -> Response[Any]:
    """Yes, no, or taken back. What is no longer open is told. Raises `NotFound` for what means
    nothing."""
    if form.content is None:
        raise NotFound(what="handover")
    said = form.content.said
    try:
        ANSWERS[said](books, device_holder(request, books, now), number, now)
    except NotFound:
        return Redirect("/my?done=gone", status_code=303)
    return Redirect(f"/my?done={said}", status_code=303)


def handover_page(
    request: Asker,
    books: Books,
    number: int,
    now: datetime,
    form: Form[Any],
    status: int = HTTPStatus.OK,
) -> Response[bytes]:
    """The form for one association."""
    group, words = get_group(request, books, number, now), words_of(request)
    options = [
        (one.reference, words.comma.join((one.title, when_text(one.occurrences, words))))
        for one in group.bookings
        if any(date.period.end > now for date in one.occurrences)
    ]
    context = {"group": group, "options": options, "form": form}
    return render(request, "my/handover.html", context, status)
