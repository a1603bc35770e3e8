"""The association writes to the house, on its own page."""

from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.messages import LONGEST_MESSAGE
from booking.domain.refusals import TooManyAttempts
from booking.services.messages import write
from booking.services.own_booking import look_at_own_booking
from booking.web.form_types import Paragraphs
from booking.web.forms import TheForm
from booking.web.site.bookings import own_booking_page
from booking.web.site.holders import TheVisit, visit_deed
from booking.words.refusals import sentence


class MessageForm(BaseModel):
    """What somebody wants to say."""

    text: Annotated[Paragraphs, Field(min_length=1, max_length=LONGEST_MESSAGE)]


@visit_deed("/messages", MessageForm)
def write_message(form: TheForm[MessageForm], visit: TheVisit) -> Response[Any]:
    """Takes the message; it answers whatever the house has asked."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.content is not None:
        text, language = form.content.text, visit.words.language
        try:
            write(visit.books, visit.holder, visit.reference, text, visit.now, language)
            return Redirect(visit.address(done="wrote") + "#messages", status_code=303)
        except TooManyAttempts as refusal:
            form = form.rejected("text", sentence(refusal, visit.words))
            status = HTTPStatus.TOO_MANY_REQUESTS
    own = look_at_own_booking(visit.books, visit.holder, visit.reference, visit.now)
    return own_booking_page(visit, own, form, status)
