"""Staff find who was in a room on a day, and write down what shall be known."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from booking.domain.decisions import Cancellation
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import BadInput, NotAllowed, NotFound, SignInNeeded
from booking.services.books import Books
from booking.services.decisions import cancel
from booking.services.desk import look_at_desk
from booking.services.looking_up import look_up_days
from booking.services.notes import write_note
from tests.builders import CARETAKER, DANCERS, STAFF, TUESDAY, a_confirmed, a_request


def test_a_past_day_tells_who_was_there_and_who_was_not(books: Books, now: datetime) -> None:
    choir = a_confirmed(books, now)
    fell = a_confirmed(books, now, "saal-a", group=DANCERS)
    cancel(books, STAFF, fell.reference, Cancellation(), now)
    a_confirmed(books, now, "kueche")
    later = now + timedelta(days=2000)
    hall = books.house.get_room("saal")
    found = look_up_days(books, STAFF, hall, TUESDAY, TUESDAY, later)
    assert {one.reference for one in found[TUESDAY]} == {choir.reference, fell.reference}
    assert len(look_up_days(books, STAFF, None, TUESDAY, TUESDAY, later)[TUESDAY]) == 3
    assert look_up_days(books, STAFF, hall, day := TUESDAY + timedelta(days=1), day, later) == {}


def test_a_note_is_kept_once_and_changes_nothing(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    for _ in range(2):
        write_note(books, STAFF, booking.reference, " Zwei Stühle kaputt. ", "k", now)
    write_note(books, STAFF, booking.reference, "Ersetzt.", "l", now)
    desk = look_at_desk(books, STAFF, booking.reference, now)
    assert [one.text for one in desk.notes] == ["Zwei Stühle kaputt.", "Ersetzt."]
    assert desk.desk_booking.booking.version == booking.version


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001])
def test_a_note_says_something(books: Books, now: datetime, text: str) -> None:
    booking = a_request(books, now)
    with pytest.raises(BadInput):
        write_note(books, STAFF, booking.reference, text, "k", now)
    with pytest.raises(NotFound):
        write_note(books, STAFF, "AAAA-AAAA", "Hallo", "k", now)


@pytest.mark.parametrize(("person", "refusal"), [(VISITOR, SignInNeeded), (CARETAKER, NotAllowed)])
def test_notes_and_days_are_for_staff_alone(
    books: Books, now: datetime, person: Person, refusal: type[Exception]
) -> None:
    booking = a_request(books, now)
    deeds: list[Callable[[], object]] = [
        lambda: write_note(books, person, booking.reference, "Hallo", "k", now),
        lambda: look_up_days(books, person, None, TUESDAY, TUESDAY, now),
    ]
    for deed in deeds:
        with pytest.raises(refusal):
            deed()
