"""What people type and what becomes of it."""

from datetime import date
from typing import Annotated, Literal, Self

import pytest
from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from booking.domain.clean_text import clean_line, clean_paragraphs
from booking.web.form_types import (
    Day,
    Email,
    Line,
    Number,
    Paragraphs,
    Phone,
    Ticked,
    Time,
    says_something,
)
from booking.web.forms import WHOLE_FORM, Form, new_nonce, prefilled, read_form
from booking.words.catalogue import Words, msgid
from calendars.wallclock import ClockTime
from tests.yardstick import in_yardsticks

ENGLISH = Words("en")


class Everything(BaseModel):
    """A form with one field of each kind, none of which has to be filled in."""

    title: Annotated[Line, Field(max_length=10)] | None = None
    notes: Paragraphs = ""
    email: Email | None = None
    phone: Phone | None = None
    day: Day | None = None
    begin: Time | None = None
    persons: Annotated[Number, Field(ge=1, le=400)] | None = None
    agreed: Ticked = False
    rooms: list[Line] = []
    seating: Literal["circle", "rows"] | None = None


class Needed(BaseModel):
    """A form whose one field has to be filled in."""

    title: Line


class Span(BaseModel):
    """A form that is checked as a whole."""

    begin: Number
    end: Number

    @model_validator(mode="after")
    def _end_comes_later(self) -> Self:
        if self.end <= self.begin:
            text = msgid("There is no such day. Please check the date.")
            raise PydanticCustomError("end_first", text, {"field": "end"})
        return self


def read(**typed: str | tuple[str, ...]) -> Form[Everything]:
    given = {name: (v,) if isinstance(v, str) else v for name, v in typed.items()}
    return read_form(Everything, given, ENGLISH)


def test_an_empty_form_means_the_defaults():
    assert read(title=" ", agreed="").content == Everything()


def test_what_was_typed_is_kept_as_it_was_typed():
    assert read(title=" A  B ").get("title") == " A  B "


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("title", " Chor\n Probe\x00 ", "Chor Probe"),
        ("title", "Cafe\u0301", "Café"),
        ("title", "\u202eabc\u202c", "abc"),
        ("notes", "eins\r\nzwei\x07", "eins\nzwei"),
        ("email", " A.B@Example.ORG ", "a.b@example.org"),
        ("phone", "+49 (5361) 12-34", "+49 (5361) 12-34"),
        ("phone", "\u0660\u0661\u0662 \u0663\u0664\u0665", "012 345"),
        ("day", "2027-01-14", date(2027, 1, 14)),
        ("day", "\u200f2027-01-14", date(2027, 1, 14)),
        ("begin", "18:00", ClockTime(1080)),
        ("begin", "24:00", ClockTime(1440)),
        ("persons", " 24 ", 24),
        ("agreed", "on", True),
        ("rooms", "saal", ["saal"]),
        ("rooms", ("saal", "kueche"), ["saal", "kueche"]),
        ("seating", "rows", "rows"),
    ],
)
def test_a_field_means(field, typed, meant):
    assert getattr(read(**{field: typed}).content, field) == meant


BAD_MAIL = "Please give a mail address such as name@example.org."
BAD_DAY = "Please give day, month and year in digits, such as 14 1 2027."
NO_SUCH_DAY = "There is no such day. Please check the date."
BAD_NUMBER = "Please give a whole number in digits."
BAD_TIME = "Please choose a time such as 18:00."


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", "longer than ten", "Please write at most 10 characters."),
        ("email", "nobody", BAD_MAIL),
        ("email", "a@b@example.org", BAD_MAIL),
        ("email", "a@example.org, b@example.org", BAD_MAIL),
        ("email", "a@" + "b" * 250 + ".org", BAD_MAIL),
        (
            "phone",
            "call me",
            "Please give a telephone number, digits only, such as 05361 123456.",
        ),
        ("day", "soon", BAD_DAY),
        ("day", "3", BAD_DAY),
        ("day", "2027-02-29", NO_SUCH_DAY),
        ("begin", "25:00", BAD_TIME),
        ("begin", "6 pm", BAD_TIME),
        ("persons", "1_000", BAD_NUMBER),
        ("persons", "-3", BAD_NUMBER),
        ("persons", "12.5", BAD_NUMBER),
        ("day", "9999-01-14", "There is no such day. Please check the date."),
        ("persons", "0", "Please give a number of at least 1."),
        ("persons", "401", "Please give a number of at most 400."),
        ("seating", "swing", "Please choose one of the answers."),
    ],
)
def test_a_field_is_refused_in_words(field, typed, message):
    form = read(**{field: typed})
    assert (form.content, dict(form.errors)) == (None, {field: message})


def test_a_date_comes_from_three_fields():
    form = read(**{"day-day": "14", "day-month": "1", "day-year": "2027"})
    assert form.content == Everything(day="2027-01-14")


def test_a_date_with_a_part_missing_is_refused():
    assert read(**{"day-day": "14", "day-year": "2027"}).errors == {"day": BAD_DAY}


def test_a_date_in_a_link_fills_the_three_fields():
    form = read(day="2027-01-14")
    assert [form.get(f"day-{part}") for part in ("day", "month", "year")] == ["14", "01", "2027"]


def test_a_field_of_control_characters_counts_as_empty():
    form = read_form(Needed, {"title": ("\x00\u202e",)}, Words("de"))
    assert form.errors == {"title": "Bitte füllen Sie dieses Feld aus."}


def test_a_field_has_one_message_only():
    form = read(email="x").rejected("email", "A second word.").rejected("title", "Too loud.")
    assert form.errors == {"email": BAD_MAIL, "title": "Too loud."}


def test_a_rejected_form_has_no_content():
    assert read(title="Chor").rejected(WHOLE_FORM, "The room is taken.").content is None


def test_a_check_of_the_whole_form_names_its_field_and_speaks_german():
    form = read_form(Span, {"begin": ("2",), "end": ("1",)}, Words("de"))
    assert form.errors == {"end": "Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum."}


def test_a_proposed_form_shows_its_proposals():
    form = prefilled(day=date(2027, 1, 14), begin="18:00", rooms=["saal", "kueche"])
    assert (form.get("day-month"), form.get("begin"), form.errors) == ("1", "18:00", {})
    assert form.has("rooms", "kueche")


def test_cleaning_keeps_the_letters_of_every_script():
    text = "مي\u200cخواهم Юлія Łódź 👩‍👧"
    assert clean_line(text) == text
    assert clean_paragraphs(text) == text


@pytest.mark.parametrize(
    "marks", ["\u0301\u0316", "\u0344\u0316", "\u0f73\u0f71", "\u0f81"], ids=ascii
)
def test_a_heap_of_marks_is_cut_down_before_it_is_sorted(marks: str) -> None:
    heap = "a" + marks * 20_000 + "b"
    assert in_yardsticks(lambda: clean_line(heap)) < 30  # sorting all of them is some hundred
    cleaned = clean_line(heap)
    assert cleaned.endswith("b")
    assert 30 <= len(cleaned) <= 2 + 3 * 30


def test_letters_keep_as_many_marks_as_any_script_needs() -> None:
    text = "q" + "\u0316" * 15 + "\u0301" * 15
    assert clean_line(text) == text


@pytest.mark.parametrize("typed", ["", " \t\r\n", "\x00\x1f\x85", "\u202e\ufeff", "\u00a0 \u2003"])
def test_what_nobody_can_see_says_nothing(typed: str) -> None:
    assert (says_something(typed), clean_line(typed)) == (False, "")


def test_a_form_takes_no_heap_of_marks() -> None:
    form = read_form(Everything, {"notes": ("\u0301\u0316" * 60_000,)}, ENGLISH)
    assert form.content is not None
    assert len(form.content.notes) == 30


def test_no_two_forms_carry_the_same_nonce():
    assert new_nonce() != new_nonce()
