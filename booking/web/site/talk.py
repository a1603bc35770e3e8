"""Staff and association write to each other about a booking, on the desk: a question that the
booking waits with, a message, and the answer to what the association wishes."""

from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.proposals import Side
from booking.domain.refusals import BadInput, NotFound, NotMovable
from booking.services import messages
from booking.services.replies import Reply, reply
from booking.web.form_types import Day, Number, Paragraphs
from booking.web.forms import TheForm
from booking.web.site.decision_form import proposed
from booking.web.site.desk_page import Told, desk_answer
from booking.web.site.staff_visit import StaffVisit, TheStaffVisit, staff_deed


class Said(StrEnum):
    """The buttons below the text."""

    ASK = "ask"
    TELL = "tell"


class TalkForm(BaseModel):
    """What staff write."""

    said: Said
    text: Annotated[Paragraphs, Field(min_length=1, max_length=4000)]
    wait_until: Day | None = None


class WishAnswer(BaseModel):
    """What staff say to a wish of the association."""

    said: Reply
    proposal: Annotated[Number, Field(ge=1)] | None = None
    """The wish that was read."""


class Settled(BaseModel):
    """Whose words need nothing more."""

    side: Side


@staff_deed("/messages", TalkForm)
def write_message(form: TheForm[TalkForm], visit: TheStaffVisit) -> Response[Any]:
    """Asks or tells; or the page again, with everything as it was typed."""
    if form.content is not None:
        try:
            send(visit, form.content)
        except BadInput as fault:
            form = form.refused(fault, visit.words)
        else:
            return Redirect(f"{visit.address()}#talk", status_code=303)
    desk = visit.look_at_desk()
    choices = proposed(desk.desk_booking, visit.books.house)
    return desk_answer(visit, desk, choices, Told(), HTTPStatus.UNPROCESSABLE_ENTITY, talk=form)


def send(visit: StaffVisit, content: TalkForm) -> None:
    """Asks or tells. Raises `BadInput`."""
    books, person, number, now = visit.books, visit.person, visit.reference, visit.now
    language = visit.words.language
    if content.said is Said.ASK:
        messages.ask(books, person, number, content.text, now, content.wait_until, language)
    else:
        messages.write(books, person, number, content.text, now, language)


@staff_deed("/messages/settled", Settled)
def settle_messages(form: TheForm[Settled], visit: TheStaffVisit) -> Response[Any]:
    """Nothing more is to be done about what one side wrote."""
    if form.content is None:
        raise BadInput("/side", "missing")
    messages.settle(visit.books, visit.person, visit.reference, form.content.side, visit.now)
    return Redirect(f"{visit.address()}#talk", status_code=303)


@staff_deed("/wishes/{occurrence:int}", WishAnswer)
def answer_wish(
    occurrence: FromPath[int], form: TheForm[WishAnswer], visit: TheStaffVisit
) -> Response[Any]:
    """Accepts or refuses another place that the association wishes for a date. What cannot be
    had any more stays open and is told; what was answered already is answered."""
    if form.content is None:
        raise BadInput("/said", "missing")
    before, answer = visit.get_booking(), form.content
    told = (occurrence, answer.said, visit.now, answer.proposal)
    try:
        after = reply(visit.books, visit.person, visit.reference, *told)
    except NotMovable:
        return Redirect(visit.address(unmovable=occurrence), status_code=303)
    except NotFound:
        return Redirect(visit.address(done=0), status_code=303)
    made = after.version if after.version > before.version else None
    return Redirect(
        visit.address(done=made, refused="yes" if made is None else None), status_code=303
    )
