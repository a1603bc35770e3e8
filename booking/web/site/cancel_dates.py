"""Staff let confirmed dates fall: some, all from a day on, or all that are still to come."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import Cancellation, confirmed_ahead
from booking.domain.people import require_staff
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.decisions import cancel
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Number, Paragraphs
from booking.web.forms import Form, form_of, prefilled
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.desk_links import decided_page
from booking.web.site.desk_rows import rooms_text
from booking.web.templating import render
from booking.words.catalogue import Words
from booking.words.desk import when_text


class Scope(StrEnum):
    """Which of the dates to come."""

    SOME = "some"
    SINCE = "since"
    ALL = "all"


class CancellationForm(BaseModel):
    """Which dates fall, and what the association is told."""

    scope: Scope
    dates: list[Number] = []
    since: Day | None = None
    reason: Annotated[Paragraphs, Field(min_length=1, max_length=2000)]


TheForm: TypeAlias = NamedDependency[SkipValidation[Form[CancellationForm]]]


@page("/staff/bookings/{reference:str}/cancellation")
def ask_for_cancellation(
    request: Asker,
    reference: FromPath[str],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[bytes]:
    """The question which dates fall; nothing is ticked beforehand."""
    require_staff(person)
    booking = get_booking(books, person, as_written(reference), now)
    return question(request, books, booking, prefilled(scope=Scope.SOME), now)


@deed(
    "/staff/bookings/{reference:str}/cancellation",
    dependencies={"form": Provide(form_of(CancellationForm))},
)
def cancel_dates(
    request: Asker,
    reference: FromPath[str],
    form: TheForm,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Lets the dates fall and tells it on the page of the booking."""
    require_staff(person)
    booking = get_booking(books, person, as_written(reference), now)
    form = with_choice(form, words_of(request))
    if form.content is None:
        return question(request, books, booking, form, now, HTTPStatus.UNPROCESSABLE_ENTITY)
    falling = frozenset(one.id for one in chosen(form.content, confirmed_ahead(booking, now)))
    cancellation = Cancellation(falling, reason=form.content.reason)
    decided = cancel(books, person, booking.reference, cancellation, now)
    return Redirect(decided_page(decided, booking.version), status_code=303)


def question(
    request: Asker,
    books: Books,
    booking: Booking,
    form: Form[CancellationForm],
    now: datetime,
    status: int = HTTPStatus.OK,
) -> Response[bytes]:
    """The page that asks."""
    words = words_of(request)
    options = [
        (
            str(one.id),
            words.comma.join((when_text([one], words), rooms_text([one.room], books.house, words))),
        )
        for one in confirmed_ahead(booking, now)
    ]
    context = {"form": form, "booking": booking, "options": options}
    return render(request, "staff/cancellation.html", context, status)


def with_choice(form: Form[CancellationForm], words: Words) -> Form[CancellationForm]:
    """The same form, rejected if the chosen way says nothing of which dates."""
    content = form.content
    if content and content.scope is Scope.SOME and not content.dates:
        return form.rejected(
            "dates", words.gettext("Please tick at least one date, or choose another answer above.")
        )
    if content and content.scope is Scope.SINCE and content.since is None:
        return form.rejected(
            "since", words.gettext("Please give the first day, or choose another answer above.")
        )
    return form


def chosen(content: CancellationForm, ahead: Sequence[Occurrence]) -> list[Occurrence]:
    """The dates that fall."""
    since = content.since if content.scope is Scope.SINCE else None
    return [
        one
        for one in ahead
        if (content.scope is not Scope.SOME or one.id in content.dates)
        and (since is None or one.day >= since)
    ]
