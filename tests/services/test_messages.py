"""House and association write to each other; a question waits until its answer or its day."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.domain.mails import Kind
from booking.domain.messages import Message, news_of, open_question
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.proposals import Side
from booking.domain.refusals import BadInput, NotAllowed, NotFound, SignInNeeded, TooManyAttempts
from booking.services import messages
from booking.services.books import Books
from booking.services.own_booking import look_at_own_booking
from booking.services.own_pace import MOST_PER_HOUR
from booking.services.postman import PostOffice
from booking.store.messages import find_unsettled
from tests.builders import CARETAKER, STAFF, a_confirmed, a_request
from tests.mail.conftest import office, postbox  # noqa: F401  fixtures
from tests.mail.mails import deliver, owed, subjects, text_of
from tests.mail.servers import Postbox

A_DAY = timedelta(days=1)


def group_of(booking: Booking) -> Person:
    return Person(Standing.ASSOCIATION, booking_id=booking.id)


def written(books: Books, person: Person, booking: Booking, now: datetime) -> tuple[Message, ...]:
    return look_at_own_booking(books, person, booking.reference, now).messages


def waits(books: Books, booking: Booking, now: datetime) -> bool:
    found = written(books, STAFF, booking, now)
    return open_question(found, books.house.wall_clock.date_of(now)) is not None


def test_a_question_waits_until_the_association_writes(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    asked = messages.ask(books, STAFF, booking.reference, "Brauchen Sie das Klavier?", now)
    assert asked.wait_until == date(2026, 11, 30)
    assert waits(books, booking, now)
    messages.write(books, group_of(booking), booking.reference, "Ja, bitte.", now, "uk")
    assert not waits(books, booking, now)
    found = written(books, group_of(booking), booking, now)
    assert [(one.side, one.text, one.language) for one in found] == [
        (Side.HOUSE, "Brauchen Sie das Klavier?", "de"),
        (Side.ASSOCIATION, "Ja, bitte.", "uk"),
    ]


def test_a_question_no_longer_waits_when_its_day_is_over(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    last = date(2026, 11, 25)
    messages.ask(books, STAFF, booking.reference, "Wie viele kommen?", now, last)
    assert waits(books, booking, now + 2 * A_DAY)
    assert not waits(books, booking, now + 3 * A_DAY)


def test_a_question_is_answered_at_the_latest_on_the_day_of_the_first_open_date(
    books: Books, now: datetime
) -> None:
    soon = date(2026, 11, 27)
    booking = a_request(books, now, day=soon)
    asked = messages.ask(books, STAFF, booking.reference, "Wie viele kommen?", now)
    assert asked.wait_until == soon


def test_one_look_tells_which_of_many_bookings_wait(books: Books, now: datetime) -> None:
    first, second, third = (a_request(books, now, room) for room in ("saal-a", "saal-b", "kueche"))
    messages.ask(books, STAFF, first.reference, "Warum?", now)
    messages.write(books, group_of(second), second.reference, "Wir sind 30.", now)
    messages.write(books, STAFF, third.reference, "Der Herd ist neu.", now)
    with books.database.reading() as session:
        found = find_unsettled(session, [first.id, second.id, third.id])
    assert {number: [one.text for one in some] for number, some in found.items()} == {
        first.id: ["Warum?"],
        second.id: ["Wir sind 30."],
    }
    assert news_of(found[second.id]) == found[second.id]
    assert news_of(found[first.id]) == ()


def test_staff_close_what_was_answered_by_telephone_or_was_read(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    messages.ask(books, STAFF, booking.reference, "Warum?", now)
    messages.settle(books, STAFF, booking.reference, Side.HOUSE, now)
    assert not waits(books, booking, now)
    messages.write(books, group_of(booking), booking.reference, "Danke!", now)
    messages.settle(books, STAFF, booking.reference, Side.ASSOCIATION, now)
    with books.database.reading() as session:
        assert find_unsettled(session, [booking.id]) == {}


def test_the_same_words_sent_twice_are_one_message_and_one_mail(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    group = group_of(booking)
    for _ in range(2):
        messages.ask(books, STAFF, booking.reference, "Warum?", now)
    for _ in range(2):
        messages.write(books, group, booking.reference, "Darum.", now)
    assert len(written(books, STAFF, booking, now)) == 2
    assert [one.kind for one in owed(books)] == [Kind.RECEIVED, Kind.QUESTION]


def test_a_new_question_takes_the_place_of_the_old(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    messages.ask(books, STAFF, booking.reference, "Wie viele?", now)
    messages.ask(books, STAFF, booking.reference, "Und wann?", now)
    found = written(books, STAFF, booking, now)
    today = books.house.wall_clock.date_of(now)
    assert [one.is_open(today) for one in found] == [False, True]


def test_only_staff_ask_and_only_those_concerned_read_and_write(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    reference = booking.reference
    for person, refusal in (
        (VISITOR, SignInNeeded),
        (CARETAKER, NotAllowed),
        (group_of(booking), NotAllowed),
    ):
        with pytest.raises(refusal):
            messages.ask(books, person, reference, "Warum?", now)
        with pytest.raises(refusal):
            messages.settle(books, person, reference, Side.ASSOCIATION, now)
    stranger = Person(Standing.ASSOCIATION, booking_id=booking.id + 1)
    for person in (VISITOR, CARETAKER, stranger):
        with pytest.raises(NotFound):
            messages.write(books, person, reference, "Hallo", now)
        with pytest.raises(NotFound):
            written(books, person, booking, now)


def test_a_message_says_something_and_not_too_much(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    for text, problem in ((" \n ", "missing"), ("x" * 4001, "too_long")):
        with pytest.raises(BadInput) as refusal:
            messages.write(books, group_of(booking), booking.reference, text, now)
        assert refusal.value.problem == problem
    for day, problem in ((date(2026, 11, 22), "in_the_past"), (date(2031, 1, 1), "too_far")):
        with pytest.raises(BadInput) as refusal:
            messages.ask(books, STAFF, booking.reference, "Warum?", now, day)
        assert refusal.value.problem == problem


def test_nobody_floods_the_house(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    for number in range(MOST_PER_HOUR):
        messages.write(books, group_of(booking), booking.reference, f"Nummer {number}", now)
    with pytest.raises(TooManyAttempts):
        messages.write(books, group_of(booking), booking.reference, "Noch eine", now)


def test_the_association_reads_a_question_in_a_mail_unless_it_answered_before(
    books: Books,
    now: datetime,
    office: PostOffice,  # noqa: F811
    postbox: Postbox,  # noqa: F811
) -> None:
    asked, answered = a_confirmed(books, now, "saal-a"), a_request(books, now, "kueche")
    messages.ask(books, STAFF, asked.reference, "Brauchen Sie das Klavier?", now)
    messages.ask(books, STAFF, answered.reference, "Schon beantwortet?", now)
    messages.write(books, group_of(answered), answered.reference, "Ja.", now)
    messages.write(books, STAFF, answered.reference, "Danke schön.", now)
    deliver(books, office, now)
    told = dict(zip(subjects(postbox.messages), map(text_of, postbox.messages), strict=True))
    question = told[f"[{asked.reference}] Wir haben eine Frage: Chorprobe"]
    assert "> Brauchen Sie das Klavier?" in question
    assert "bis Montag, 30. November 2026" in question
    assert "> Danke schön." in told[f"[{answered.reference}] Nachricht von uns: Chorprobe"]
    assert not any("Schon beantwortet?" in text for text in told.values())
