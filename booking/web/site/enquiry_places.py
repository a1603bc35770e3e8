"""Where else an enquiry fits: rooms in the order of their chances, and ways out of a
taken date. Each way out is a button that changes room or time and keeps all other answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qs, urlencode

from pydantic import BaseModel, Field, field_validator

from booking.domain.candidates import Candidate
from booking.domain.enquiries import Enquiry
from booking.domain.people import Person
from booking.domain.verdicts import Verdict
from booking.services.books import Books
from booking.services.enquiries import check_rooms
from booking.web.form_types import Day, Line, Number, Time
from booking.web.forms import Typed, read_form
from booking.web.site.enquiry_choices import EnquiryChoices, Option
from booking.web.site.enquiry_form import EnquiryForm, refuse_reversed_times
from booking.words.catalogue import Words
from booking.words.dates import times_text
from booking.words.statuses import verdict_text

BY_CHANCES = (
    Verdict.FREE,
    Verdict.ASKED_FOR,
    Verdict.TAKEN,
    Verdict.CLOSED,
    Verdict.REFUSED,
)
PLACE = ("room", "begin", "end")
"""What a way out changes."""


class PlaceForm(BaseModel):
    """When a room is wanted, and what is known by then of what for."""

    day: Day
    begin: Time
    end: Time
    persons: Number | None = Field(default=None, ge=1, le=9999)
    activity: Line | None = None
    seating: Line | None = None

    _end_comes_last = field_validator("end")(refuse_reversed_times)

    def to_enquiry(self, choices: EnquiryChoices) -> Enquiry:
        """The wish for any of the rooms, for its first date."""
        return Enquiry(
            rooms=tuple(room.slug for room in choices.room_list),
            day=self.day,
            begin=self.begin,
            end=self.end,
            persons=self.persons,
            activity=self.activity,
            seating=self.seating,
        )


@dataclass(frozen=True, slots=True)
class WayOut:
    """One button beside a taken date."""

    text: str
    value: str
    """What it sends as `instead`."""


def find_rated_rooms(
    books: Books,
    person: Person,
    typed: Typed,
    choices: EnquiryChoices,
    words: Words,
    now: datetime,
) -> list[Option] | None:
    """The rooms with what would come of the first date, the best first; None as long as
    nobody has said when."""
    wish = read_form(PlaceForm, typed, words).content
    if wish is None:
        return None
    verdicts = check_rooms(books, person, choices.room_list, wish.to_enquiry(choices), now)
    rated = zip(choices.rooms, (one.verdict for one in verdicts), strict=True)
    return [
        (slug, f"{name}: {verdict_text(verdict, words)}")
        for (slug, name), verdict in sorted(rated, key=lambda pair: BY_CHANCES.index(pair[1]))
    ]


def ways_out(
    alternatives: Mapping[date, Sequence[Candidate]], wish: EnquiryForm, words: Words
) -> list[WayOut]:
    """What could be had instead of a single taken date; a series is more than one such day."""
    if wish.until is not None:
        return []
    return [
        WayOut(
            f"{one.room.name_in(words.language)}, {times_text(one.begin, one.end, words)}",
            urlencode({"room": one.room.slug, "begin": str(one.begin), "end": str(one.end)}),
        )
        for one in alternatives.get(wish.day, ())
    ]


def with_way_out(typed: Typed) -> Typed:
    """What was typed, with the room and the time of the button that was pressed."""
    chosen = parse_qs(next(iter(typed.get("instead", ())), ""))
    return {**typed, **{name: tuple(chosen[name]) for name in PLACE if name in chosen}}
