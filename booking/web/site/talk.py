"""Staff and association write to each other about a booking, on the desk: a question that the
booking waits with, a message, and the answer to what the association wishes."""

from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.people import require_staff
from booking.domain.proposals import Side
from booking.domain.refusals import BadInput, NotFound, NotMovable
from booking.services import messages
from booking.services.bookings import get_booking
from booking.services.desk import look_at_desk
from booking.services.replies import Reply, reply
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Number, Paragraphs
from booking.web.forms import Form, form_of
from booking.web.negotiation import language_of, words_of
from booking.web.pages import deed
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.decision_form import proposed
from booking.web.site.desk_links import desk_page
from booking.web.site.desk_page import Told, desk_answer


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


TheTalk: TypeAlias = NamedDependency[SkipValidation[Form[TalkForm]]]
TheAnswer: TypeAlias = NamedDependency[SkipValidation[Form[WishAnswer]]]
TheSettled: TypeAlias = NamedDependency[SkipValidation[Form[Settled]]]


@deed(
    "/staff/bookings/{reference:str}/messages",
    dependencies={"form": Provide(form_of(TalkForm))},
)
def write_message(
    request: Asker,
    reference: FromPath[str],
    form: TheTalk,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Asks or tells; or the page again, with everything as it was typed."""
    require_staff(person)
    written, content = as_written(reference), form.content
    if content is not None:
        language = language_of(request.scope)
        try:
            if content.said is Said.ASK:
                until = content.wait_until
                messages.ask(books, person, written, content.text, now, until, language)
            else:
                messages.write(books, person, written, content.text, now, language)
        except BadInput as fault:
            form = form.refused(fault, words_of(request))
        else:
            return Redirect(f"{desk_page(reference)}#talk", status_code=303)
    desk = look_at_desk(books, person, written, now)
    today = books.house.wall_clock.date_of(now)
    choices = proposed(desk.desk_booking, books.house, today)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return desk_answer(request, books, desk, choices, Told(), now, status, talk=form)


@deed(
    "/staff/bookings/{reference:str}/messages/settled",
    dependencies={"form": Provide(form_of(Settled))},
)
def settle_messages(
    reference: FromPath[str],
    form: TheSettled,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Nothing more is to be done about what one side wrote."""
    if form.content is None:
        raise BadInput("/side", "missing")
    messages.settle(books, person, as_written(reference), form.content.side, now)
    return Redirect(f"{desk_page(reference)}#talk", status_code=303)


@deed(
    "/staff/bookings/{reference:str}/wishes/{occurrence:int}",
    dependencies={"form": Provide(form_of(WishAnswer))},
)
def answer_wish(
    reference: FromPath[str],
    occurrence: FromPath[int],
    form: TheAnswer,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Accepts or refuses another place that the association wishes for a date. What cannot be
    had any more stays open and is told; what was answered already is answered."""
    require_staff(person)
    if form.content is None:
        raise BadInput("/said", "missing")
    before, answer = get_booking(books, person, as_written(reference), now), form.content
    try:
        after = reply(
            books, person, before.reference, occurrence, answer.said, now, answer.proposal
        )
    except NotMovable:
        return Redirect(desk_page(reference, unmovable=occurrence), status_code=303)
    except NotFound:
        return Redirect(desk_page(reference, done=0), status_code=303)
    made = after.version if after.version > before.version else None
    return Redirect(
        desk_page(reference, done=made, refused="yes" if made is None else None), status_code=303
    )
