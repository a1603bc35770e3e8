"""A series ends, and its group says whether it goes on; nobody came, and the group may disagree."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.domain.mails import Kind
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.refusals import NotAllowed, NotFound, SignInNeeded
from booking.domain.renewals import RenewalAnswer
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.holders import find_no_show_holder, find_renewal_holder
from booking.services.missed_dates import ask_group, look_at_asked, look_at_missed, we_were_there
from booking.services.no_shows import report
from booking.services.renewals import answer_renewal, confirm_clear, list_ending, look_at_renewal
from booking.store.tokens import Purpose, add_token
from tests.builders import CARETAKER, DANCERS, STAFF, TUESDAY, a_confirmed, utc, weekly
from tests.mail.mails import owed

LAST = date(2027, 3, 30)
MAY_ANSWER = utc(date(2027, 2, 10), 9)


@pytest.fixture
def series(books: Books, now: datetime) -> Booking:
    """A choir that comes on Tuesdays until the end of March."""
    return a_confirmed(books, now, series=weekly(LAST))


def link(books: Books, booking: Booking, purpose: Purpose) -> str:
    with books.database.writing() as session:
        return add_token(session, purpose, MAY_ANSWER, booking_id=booking.id)


def test_as_before_makes_one_new_request_which_staff_confirm_with_one_button(
    books: Books, series: Booking
) -> None:
    (one,) = list_ending(books, STAFF, MAY_ANSWER)
    assert (one.booking.id, one.last, one.renewal) == (series.id, LAST, None)
    holder = find_renewal_holder(books, link(books, series, Purpose.RENEWAL), "", MAY_ANSWER)
    made = [
        answer_renewal(books, holder, series.reference, RenewalAnswer.ON, MAY_ANSWER)
        for _ in range(2)
    ]
    following = made[0]
    assert following is not None
    assert made[1] is not None
    assert made[1].id == following.id
    first = following.occurrences[0]
    assert (first.day, first.begin, first.room) == (
        LAST + timedelta(weeks=1),
        series.occurrences[0].begin,
        "saal-b",
    )
    assert {one.day.weekday() for one in following.occurrences} == {TUESDAY.weekday()}
    assert following.occurrences[-1].day <= date(2027, 7, 21)
    (one,) = list_ending(books, STAFF, MAY_ANSWER)
    assert one.is_clear
    assert confirm_clear(books, STAFF, [following.reference], MAY_ANSWER) == (1, 0)
    assert confirm_clear(books, STAFF, [following.reference], MAY_ANSWER) == (0, 1)
    with books.reading(MAY_ANSWER) as ledger:
        after = ledger.get_booking(following.reference)
    assert {one.status for one in after.occurrences} == {Status.CONFIRMED}


def test_a_group_may_stop_and_change_its_mind(books: Books, series: Booking) -> None:
    holder = Person(Standing.ASSOCIATION, booking_id=series.id)
    for answer in (RenewalAnswer.STOP, RenewalAnswer.CHANGE):
        assert answer_renewal(books, holder, series.reference, answer, MAY_ANSWER) is None
        asked = look_at_renewal(books, holder, series.reference, MAY_ANSWER)
        assert asked.renewal is not None
        assert asked.renewal.answer is answer


def test_a_link_answers_for_its_own_series_and_purpose_alone(
    books: Books, now: datetime, series: Booking
) -> None:
    other = a_confirmed(books, now, "kueche", group=DANCERS, series=weekly(LAST), activity="kochen")
    secret = link(books, other, Purpose.RENEWAL)
    for stranger in (
        VISITOR,
        find_renewal_holder(books, secret, "", MAY_ANSWER),
        find_renewal_holder(books, link(books, series, Purpose.NO_SHOW), "", MAY_ANSWER),
    ):
        with pytest.raises(NotFound):
            answer_renewal(books, stranger, series.reference, RenewalAnswer.ON, MAY_ANSWER)
    single = a_confirmed(books, now, "musikraum")
    with pytest.raises(NotFound):
        look_at_renewal(books, STAFF, single.reference, MAY_ANSWER)


def test_nobody_is_asked_about_a_no_show_until_staff_say_so(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    missed, evening = booking.occurrences[0], utc(TUESDAY, 18)
    report(books, CARETAKER, missed.id, evening)
    (one,) = look_at_missed(books, STAFF, evening)
    assert (one.counting, one.can_be_asked) == (1, True)
    assert [mail.kind for mail in owed(books) if mail.kind is Kind.NO_SHOW] == []
    for _ in range(2):
        ask_group(books, STAFF, missed.id, evening)
    assert [mail.kind for mail in owed(books) if mail.kind is Kind.NO_SHOW] == [Kind.NO_SHOW]
    holder = Person(Standing.ASSOCIATION, booking_id=booking.id)
    for _ in range(2):
        we_were_there(books, holder, booking.reference, missed.id, evening)
    (one,) = look_at_missed(books, STAFF, evening)
    assert (one.counting, one.no_show.counts, one.can_be_asked) == (0, False, False)
    _, dates = look_at_asked(books, holder, booking.reference, evening)
    assert [answered for _, answered in dates] == [True]


def test_others_neither_see_nor_answer_a_no_show(books: Books, now: datetime) -> None:
    booking, other = a_confirmed(books, now), a_confirmed(books, now, "musikraum", group=DANCERS)
    stranger = Person(Standing.ASSOCIATION, booking_id=other.id)
    date_id = booking.occurrences[0].id
    for person in (VISITOR, stranger, find_no_show_holder(books, "wrong", "", now)):
        with pytest.raises(NotFound):
            look_at_asked(books, person, booking.reference, now)
        with pytest.raises(NotFound):
            we_were_there(books, person, booking.reference, date_id, now)
    with pytest.raises(NotFound):
        we_were_there(books, stranger, other.reference, date_id, now)


@pytest.mark.parametrize(("person", "refusal"), [(CARETAKER, NotAllowed), (VISITOR, SignInNeeded)])
def test_only_staff_see_the_lists(
    books: Books, now: datetime, person: Person, refusal: type[Exception]
) -> None:
    for deed in (
        lambda: list_ending(books, person, now),
        lambda: confirm_clear(books, person, [], now),
        lambda: look_at_missed(books, person, now),
        lambda: ask_group(books, person, 1, now),
    ):
        with pytest.raises(refusal):
            deed()
