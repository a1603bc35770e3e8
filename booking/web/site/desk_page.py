"""The page of one booking on the desk of staff: what came of the last deed, who asks, what was
written, every date with what speaks against it, and what would follow."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from pydantic import BaseModel, Field

from booking.domain.changes import Change
from booking.domain.decisions import confirmed_ahead
from booking.domain.moves import is_movable
from booking.domain.reasons import Reason
from booking.services.desk import Desk
from booking.web.form_types import Number, Ticked
from booking.web.forms import Form
from booking.web.site.decision_form import DecisionForm, Ids, ids_of
from booking.web.site.desk_links import REFERENCE, denied_of
from booking.web.site.desk_rows import DateRow, date_row, place_text, rooms_text
from booking.web.site.staff_visit import StaffVisit
from booking.web.site.take_back import find_done_line, find_way_back
from booking.web.templating import render
from booking.words.catalogue import Words
from booking.words.desk import rule_text
from booking.words.history import tell_history, with_notes
from booking.words.reasons import reason_choice

NOTHING_WRITTEN: Form[Any] = Form()


DENIED = r"^([0-9]{1,9}(\.[a-z_]{1,40})* ?)*$"


class Told(BaseModel):
    """What the address tells of the deed that led here."""

    done: Number | None = None
    """The version that was made; 0 if nothing changed."""
    left: Ids = ""
    """The dates that could not be confirmed or held."""
    since: Number | None = None
    """The version after which somebody else came in between."""
    saved: Annotated[str, Field(pattern=REFERENCE)] = ""
    """The booking that was decided before this one."""
    made: Number | None = None
    """The version that decision made; None if nothing changed."""
    stuck: Ticked = False
    """Whether a deed could not be taken back."""
    proposed: Number | None = None
    """For how many dates another place was proposed."""
    denied: Annotated[str, Field(pattern=DENIED, max_length=20_000)] = ""
    """The dates that could not have another place, each with the rules that stopped it."""
    noted: Ticked = False
    """Whether persons, seating and notes were noted."""
    refused: Ticked = False
    """Whether a wish of the association was refused."""
    unmovable: Number | None = None
    """The date whose wish could not be had."""


def desk_answer(
    visit: StaffVisit,
    desk: Desk,
    form: Form[DecisionForm],
    told: Told,
    status: int = HTTPStatus.OK,
    talk: Form[Any] = NOTHING_WRITTEN,
) -> Response[bytes]:
    """The page of a booking on the desk; `talk` is what somebody began to write."""
    words, house, on_desk = visit.words, visit.books.house, desk.desk_booking
    days = {one.id: one.day for one in on_desk.booking.occurrences}
    left = ids_of(told.left)
    dates = [date_row(one, desk.rivals, house, words) for one in on_desk.dates]
    context = {
        "form": form,
        "talk": talk,
        "desk": desk,
        "booking": on_desk.booking,
        "told": told,
        "dates": dates,
        "denied": denied_rows(dates, told, words),
        "left": [row for row in dates if left & row.date.unconfirmed_ids],
        **lines_of_deeds(visit, desk, told),
        "meanwhile": tell_history(changes_since(desk, told.since), days, house, words),
        "history": with_notes(tell_history(desk.history, days, house, words), desk.notes, words),
        "reasons": [(reason.value, reason_choice(reason, words)) for reason in Reason],
        "question": on_desk.talk.question(on_desk.today),
        "wishes": [
            (one, days[one.occurrence_id], place_text(one, house, words))
            for one in on_desk.talk.wishes
        ],
        "lost": [
            (rooms_text([slug], house, words), number)
            for slug, number in (desk.consequences.lost or {}).items()
        ],
        "overrulable": [(rule.value, rule_text(rule, words)) for rule in on_desk.can_overrule],
        "can_change": any(is_movable(one, visit.now) for one in on_desk.booking.occurrences),
        "can_cancel": bool(confirmed_ahead(on_desk.booking, visit.now)),
    }
    return render(visit.request, "staff/desk.html", context, status)


def denied_rows(
    dates: list[DateRow], told: Told, words: Words
) -> list[tuple[DateRow, int, list[str]]]:
    """The dates that could not have another place: the row, the id that was asked for, and
    why not in words."""
    denied = denied_of(told.denied)
    return [
        (row, number, [rule_text(rule, words) for rule in denied[number]])
        for row in dates
        for number in sorted(row.date.ids & denied.keys())[:1]
    ]


def lines_of_deeds(visit: StaffVisit, desk: Desk, told: Told) -> Mapping[str, object]:
    """What was just done, here and on the booking before; or else the last deed on this one, as
    long as there is a way back."""
    books, person, now, words = visit.books, visit.person, visit.now, visit.words
    booking = desk.desk_booking.booking
    done = find_done_line(books, person, booking.reference, told.done or 0, now, words)
    is_quiet = told.since is None and not told.stuck
    last = find_way_back(books, person, booking, now, words) if is_quiet else None
    return {
        "done_line": done or last,
        "is_told": done is not None,
        "saved_line": find_done_line(books, person, told.saved, told.made or 0, now, words),
    }


def changes_since(desk: Desk, version: int | None) -> list[Change]:
    """What was changed after a version, the oldest first."""
    if version is None:
        return []
    return [one for one in desk.history if one.version is not None and one.version > version]
