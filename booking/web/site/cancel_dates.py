"""Staff let confirmed dates fall: some, all from a day on, or all that are still to come."""

from collections.abc import Sequence
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import Cancellation, confirmed_ahead
from booking.services.decisions import cancel
from booking.web.form_types import Day, Number, Paragraphs
from booking.web.forms import Form, TheForm, prefilled
from booking.web.site.desk_links import decided_page
from booking.web.site.desk_rows import rooms_text
from booking.web.site.staff_visit import StaffVisit, TheStaffVisit, staff_deed, staff_page
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


@staff_page("/cancellation")
def ask_for_cancellation(visit: TheStaffVisit) -> Response[bytes]:
    """The question which dates fall; nothing is ticked beforehand."""
    return question(visit, visit.get_booking(), prefilled(scope=Scope.SOME))


@staff_deed("/cancellation", CancellationForm)
def cancel_dates(form: TheForm[CancellationForm], visit: TheStaffVisit) -> Response[Any]:
    """Lets the dates fall and tells it on the page of the booking."""
    booking, form = visit.get_booking(), with_choice(form, visit.words)
    if form.content is None:
        return question(visit, booking, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    falling = frozenset(one.id for one in chosen(form.content, confirmed_ahead(booking, visit.now)))
    cancellation = Cancellation(falling, reason=form.content.reason)
    decided = cancel(visit.books, visit.person, visit.reference, cancellation, visit.now)
    return Redirect(decided_page(decided, booking.version), status_code=303)


def question(
    visit: StaffVisit,
    booking: Booking,
    form: Form[CancellationForm],
    status: int = HTTPStatus.OK,
) -> Response[bytes]:
    """The page that asks."""
    words, house = visit.words, visit.books.house
    options = [
        (
            str(one.id),
            words.comma.join((when_text([one], words), rooms_text([one.room], house, words))),
        )
        for one in confirmed_ahead(booking, visit.now)
    ]
    context = {"form": form, "booking": booking, "options": options}
    return render(visit.request, "staff/cancellation.html", context, status)


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
