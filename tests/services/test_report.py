"""What stands in the report is what stands in the books, with as many questions for one date
as for thirty."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation, Decision
from booking.domain.enquiries import OnConflict
from booking.domain.people import VISITOR, Person
from booking.domain.proposals import Side
from booking.domain.reasons import Reason
from booking.domain.refusals import BadInput, NotAllowed, SignInNeeded
from booking.domain.report.figures import Lead
from booking.domain.report.tables import By, Report
from booking.services import decisions
from booking.services.books import Books
from booking.services.histories import read_histories
from booking.services.report import look_at_report
from booking.words.catalogue import Words
from booking.words.history import sentence
from tests.builders import CARETAKER, DANCERS, STAFF, TUESDAY, a_confirmed, a_request, weekly
from tests.statements import counted_statements

JANUARY = (date(2027, 1, 1), date(2027, 1, 31))


def look(books: Books, now: datetime, person: Person = STAFF) -> Report:
    return look_at_report(books, person, *JANUARY, now, publishing=False)


def give_up(books: Books, booking: Booking, person: Person, now: datetime) -> None:
    decisions.cancel(books, person, booking.reference, Cancellation(), now)


def test_the_report_tells_what_the_books_know(books: Books, now: datetime) -> None:
    series = weekly(TUESDAY + timedelta(weeks=1))
    a_confirmed(books, now, series=series, persons=12, activity="gesang")
    give_up(books, a_confirmed(books, now, begin="10:00", end="12:00"), STAFF, now)
    declined = a_request(books, now, group=DANCERS, begin="14:00", end="15:00")
    no = Decision(decline=frozenset({declined.occurrences[0].id}), reason="Zu laut")
    decisions.decide(books, STAFF, declined.reference, no, now + timedelta(hours=5))
    a_request(books, now, group=DANCERS, on_conflict=OnConflict.WAIT)
    found = look(books, datetime(2027, 1, 15, tzinfo=now.tzinfo))
    room = next(one for one in found.tables[By.ROOM] if one.key == "saal-b")
    assert (room.booked, room.used, room.dates, len(room.groups)) == (240, 120, 2, 1)
    assert (found.dates, found.groups, found.persons) == (2, 1, 24)
    assert found.cancelled == {(Lead.LONG, Side.HOUSE): 1}
    assert found.refused == (("Zu laut", 1, 60),)
    assert found.waited == (1, 120)


def test_a_usual_reason_counts_as_one_whatever_was_told_to_whom(
    books: Books, now: datetime
) -> None:
    for begin, end, told in (("10:00", "11:00", "Zu laut."), ("12:00", "13:00", "Troppo forte.")):
        asked = a_request(books, now, begin=begin, end=end)
        no = Decision(
            decline=frozenset({asked.occurrences[0].id}), reason=told, because=Reason.TOO_LOUD
        )
        decisions.decide(books, STAFF, asked.reference, no, now)
    assert look(books, now).refused == ((Reason.TOO_LOUD, 2, 120),)


def test_a_date_in_two_rooms_is_one_date_of_so_many_persons(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b", "kueche", persons=12)
    give_up(books, a_confirmed(books, now, "saal-a", "musikraum"), STAFF, now)
    found = look(books, now)
    assert (found.dates, found.persons) == (1, 12)
    assert found.cancelled == {(Lead.LONG, Side.HOUSE): 1}


def test_answers_and_new_groups_belong_to_the_days_of_their_requests(
    books: Books, now: datetime
) -> None:
    asked = a_request(books, now)
    no = Decision(decline=frozenset({asked.occurrences[0].id}))
    decisions.decide(books, STAFF, asked.reference, no, now + timedelta(hours=5))
    today = now.date()
    found = look_at_report(books, STAFF, today, today, now, publishing=False)
    assert (found.answered_after, found.new_groups) == (timedelta(hours=5), 1)
    assert (look(books, now).answered_after, look(books, now).new_groups) == (None, 0)


def test_thirty_dates_take_as_many_questions_as_one(books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    with counted_statements(books.database) as one:
        look(books, now)
    a_confirmed(
        books, now, series=weekly(TUESDAY + timedelta(weeks=20)), begin="10:00", end="12:00"
    )
    with counted_statements(books.database) as many:
        look(books, now)
    assert len(one) == len(many)


def test_the_history_of_all_bookings_is_told_in_sentences(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    give_up(books, booking, STAFF, now + timedelta(days=1))
    first = now.date()
    found = read_histories(books, STAFF, first, first, now)
    words = Words("de")
    told = [sentence(one.change, [one.day] if one.day else [], words) for one in found]
    assert told == [
        "Der Verein hat die Anfrage gesendet.",
        "Das Haus hat Di. 12.01.2027 zugesagt.",
    ]
    assert {one.reference for one in found} == {booking.reference}
    assert len(read_histories(books, STAFF, first, first + timedelta(days=1), now)) == 3


def test_only_staff_read_reports_and_histories(books: Books, now: datetime) -> None:
    for person, refusal in ((VISITOR, SignInNeeded), (CARETAKER, NotAllowed)):
        with pytest.raises(refusal):
            look(books, now, person)
        with pytest.raises(refusal):
            read_histories(books, person, *JANUARY, now)


def test_a_period_ends_after_it_begins_and_is_not_endless(books: Books, now: datetime) -> None:
    first, last = JANUARY
    for days in ((last, first), (first, first + timedelta(days=800))):
        with pytest.raises(BadInput):
            look_at_report(books, STAFF, *days, now, publishing=False)
        with pytest.raises(BadInput):
            read_histories(books, STAFF, *days, now)
