"""The association says yes or no: to a date that is offered, to a proposal of the house; or
it takes its own wish back."""

from enum import StrEnum
from typing import Annotated

from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.refusals import NotFound, NotMovable, WrongStep
from booking.services import replies
from booking.services.bookings import get_booking
from booking.services.offers import take_offer
from booking.web.form_types import Number
from booking.web.forms import TheForm
from booking.web.site.holders import TheVisit, Visit, visit_deed
from booking.words.own_dates import GONE


class Said(StrEnum):
    """What the button says; also what the page tells afterwards."""

    TAKEN = "taken"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Answer(BaseModel):
    """One button below one date."""

    date: Annotated[Number, Field(ge=1)]
    said: Said
    proposal: Annotated[Number, Field(ge=1)] | None = None
    """What of the house's was read."""


REPLIES = {Said.ACCEPTED: replies.Reply.ACCEPT, Said.REFUSED: replies.Reply.REFUSE}


def act(visit: Visit, answer: Answer) -> None:
    """Does what the button says."""
    books, person, reference, now = visit.books, visit.holder, visit.reference, visit.now
    match answer.said:
        case Said.TAKEN:
            take_offer(books, person, reference, answer.date, now)
        case Said.WITHDRAWN:
            replies.withdraw(books, person, reference, answer.date, now)
        case Said.ACCEPTED | Said.REFUSED:
            said = REPLIES[answer.said]
            replies.reply(books, person, reference, answer.date, said, now, answer.proposal)


@visit_deed("/answer", Answer)
def give_answer(form: TheForm[Answer], visit: TheVisit) -> Redirect:
    """Does what the button says and shows the page again. What is no longer open, because it
    was answered before, or somebody decided otherwise, is told there."""
    get_booking(visit.books, visit.holder, visit.reference, visit.now)
    answer, done = form.content, GONE
    if answer is not None:
        try:
            act(visit, answer)
            done = answer.said.value
        except (NotFound, NotMovable, WrongStep):
            done = GONE
    return Redirect(visit.address(done=done), status_code=303)
