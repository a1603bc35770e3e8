"""The association asks for another room or time for one date. The date stays until the house
has answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel, Field, ValidationInfo, field_validator

from booking.domain.bookings import Booking, Occurrence
from booking.domain.candidates import Candidate
from booking.domain.moves import Target, is_movable
from booking.domain.proposals import Proposal, of_date
from booking.domain.refusals import BadInput, NotFound, NotMovable, TooManyAttempts
from booking.domain.rules import Rule
from booking.services.own_booking import look_at_own_booking, suggest_places
from booking.services.plans import rooms_for
from booking.services.proposals import Proposing, propose
from booking.web.form_types import Day, Line, Number, Time
from booking.web.forms import Form, TheForm, prefilled, query_of, read_form
from booking.web.site.decision_form import Ids, ids_of
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.enquiry_faults import ON_WHEN
from booking.web.site.holders import TheVisit, Visit, visit_deed, visit_page
from booking.web.site.links import own_page
from booking.web.site.own_dates import room_name
from booking.web.site.rhythms import refuse_reversed_times
from booking.web.templating import render
from booking.words.dates import span
from booking.words.own_changes import against_text, blocking_of, place_options
from booking.words.problems import problem_text
from booking.words.refusals import sentence
from calendars.wallclock import ClockTime

ELSE = "else"
"""The answer that none of the suggested places is meant."""
FIELDS = {"/begin": "begin", "/end": "end", "/room": "room"}
"""Where a fault is shown; what is not here, at the day."""

FIELD_OF_RULE: Mapping[Rule, str] = {
    **ON_WHEN,
    Rule.TOO_MANY_PERSONS: "room",
    Rule.SEATING_UNKNOWN: "room",
    Rule.ACTIVITY_NOT_ALLOWED: "room",
}
"""Where it is told what speaks against a place; what is not here, at the day."""


class Asked(BaseModel):
    """Which date is meant."""

    date: Annotated[Number, Field(ge=1)]


class ChangeForm(Asked):
    """Where the date shall go: one of the places that were suggested, or any other."""

    seen: Ids = ""
    place: Annotated[Line, Field(max_length=120)] = ELSE
    room: Annotated[Line, Field(min_length=1)]
    day: Day
    begin: Time
    end: Time

    @field_validator("end")
    @classmethod
    def _end_comes_last(cls, end: ClockTime, given: ValidationInfo) -> ClockTime:
        """The times count only where no suggested place was chosen."""
        return refuse_reversed_times(end, given) if given.data.get("place") == ELSE else end


@dataclass(frozen=True, slots=True)
class Changing:
    """One date of a booking, and who wants it elsewhere."""

    visit: Visit
    booking: Booking
    one: Occurrence
    open: tuple[Proposal, ...]
    """What either side has asked for or proposed for it."""

    @property
    def places(self) -> Mapping[str, Candidate]:
        """What is free instead, by the value of its answer."""
        visit = self.visit
        found = suggest_places(visit.books, visit.holder, visit.reference, self.one.id, visit.now)
        return {f"{one.room.slug} {span(one.begin, one.end)}": one for one in found}


@visit_page("/change")
def ask_for_change(visit: TheVisit) -> Response[bytes]:
    """The form, filled in with the place that the date has."""
    asked = read_form(Asked, query_of(visit.request), visit.words).content
    changing = open_for(visit, asked)
    one = changing.one
    present = prefilled(
        place=ELSE, room=one.room, day=one.day, begin=str(one.begin), end=str(one.end)
    )
    return change_page(changing, present)


@visit_deed("/change", ChangeForm)
def take_change(form: TheForm[ChangeForm], visit: TheVisit) -> Response[Any]:
    """Keeps the wish, or shows the form again and says what speaks against it."""
    asked = read_form(Asked, form.typed, visit.words).content
    changing = open_for(visit, asked)
    if not is_movable(changing.one, visit.now):  # the page says why
        here = visit.address("/change", date=str(changing.one.id))
        return Redirect(here, status_code=303)
    try:
        form = proposed(changing, form)
    except TooManyAttempts as refusal:
        form = form.rejected("day", sentence(refusal, visit.words))
        return change_page(changing, form, HTTPStatus.TOO_MANY_REQUESTS)
    if form.content is None:
        changing = open_for(visit, asked)
        return change_page(changing, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    done = "proposed_anew" if ids_of(form.content.seen) else "proposed"
    return Redirect(visit.address(done=done), status_code=303)


def open_for(visit: Visit, asked: Asked | None) -> Changing:
    """The date, for whoever may see its booking; raises `NotFound`, also for one of others."""
    if asked is None:
        raise NotFound(what="occurrence")
    own = look_at_own_booking(visit.books, visit.holder, visit.reference, visit.now)
    booking = own.booking
    found = next((one for one in booking.occurrences if one.id == asked.date), None)
    if found is None:
        raise NotFound(what="occurrence", id=asked.date)
    waiting = of_date(booking, own.proposals, found.id)
    return Changing(visit, booking, found, waiting)


def proposed(changing: Changing, form: Form[ChangeForm]) -> Form[ChangeForm]:
    """The form once its wish is kept; rejected, with a reason, if it is not."""
    visit, content = changing.visit, form.content
    if content is None:
        return form
    suggested = None if content.place == ELSE else changing.places.get(content.place)
    if content.place != ELSE and suggested is None:
        message = visit.words.gettext("This is no longer free. Please choose something else.")
        return form.rejected("place", message)
    wish: ChangeForm | Candidate = suggested or content
    room = suggested.room.slug if suggested else content.room
    stays = room == changing.one.room  # also of a room that outsiders may not know
    target = Target(None if stays else room, wish.day, wish.begin, wish.end)
    try:
        seen = frozenset(ids_of(content.seen))
        proposing = Proposing(changing.one.id, target, seen=seen)
        propose(visit.books, visit.holder, visit.reference, proposing, visit.now)
    except NotMovable as refusal:
        against = blocking_of(refusal.facts.get("findings"))
        field = FIELD_OF_RULE.get(against[0].rule, "day") if against else "day"
        return form.rejected(field, against_text(against, visit.books.house, visit.words))
    except BadInput as refusal:
        name = FIELDS.get(refusal.pointer, "day")
        return form.rejected(name, problem_text(refusal.problem, refusal.facts, visit.words))
    except NotFound:
        return form.rejected("room", visit.words.gettext("Please choose a room from the list."))
    return form


def change_page(
    changing: Changing, form: Form[Any], status: int = HTTPStatus.OK
) -> Response[bytes]:
    """The form, or why this date can no longer be changed."""
    visit, words, house = changing.visit, changing.visit.words, changing.visit.books.house
    choices = EnquiryChoices(house, rooms_for(visit.books, visit.holder), words.language)
    here = (changing.one.room, room_name(house, changing.one.room, choices.language))
    context = {
        "booking": changing.booking,
        "one": changing.one,
        "room": here[1],
        "is_movable": is_movable(changing.one, visit.now),
        "places": place_options(changing.places, words),
        "rooms": list(dict.fromkeys([here, *choices.rooms])),
        "times_list": choices.times(form.get("begin"), form.get("end")),
        "form": form,
        "open": changing.open,
        "seen": " ".join(str(one.id) for one in changing.open),
        "key": visit.key,
        "link": own_page,
    }
    return render(visit.request, "bookings/change.html", context, status)
