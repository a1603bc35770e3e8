"""Asking for rooms."""

import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from booking.domain.decisions import Decision
from booking.domain.enquiries import Enquiry, Skip
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.refusals import (
    BadInput,
    DatesNotFree,
    KeyUsedOtherwise,
    NotFound,
    TooManyAttempts,
)
from booking.domain.statuses import Status
from booking.domain.verdicts import Verdict
from booking.services import asking, decisions, enquiries
from booking.services.books import Books
from tests.builders import DANCERS, STAFF, OnConflict, a_confirmed, a_request, an_enquiry, weekly
from tests.statements import counted_statements

SUMMER = date(2027, 7, 6)


def verdicts(books: Books, now: datetime, *rooms: str, **more: object) -> list[Verdict]:
    """The word for each date of an enquiry."""
    found = enquiries.check(books, VISITOR, an_enquiry(*rooms, **more), now)  # type: ignore[arg-type]
    return [one.verdict for one in found.dates]


def test_check_finds_an_empty_house_free(books: Books, now: datetime) -> None:
    assert verdicts(books, now) == [Verdict.FREE]


def test_check_finds_the_hall_taken_if_one_half_is(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-a")
    assert verdicts(books, now, "saal") == [Verdict.TAKEN]
    assert verdicts(books, now, "saal-b") == [Verdict.FREE]


def test_check_counts_setup_and_teardown_of_both(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b", begin="18:00", end="20:00")  # cleared until 20:15
    assert verdicts(books, now, "saal-b", begin="20:15", end="21:30") == [Verdict.TAKEN]
    assert verdicts(books, now, "saal-b", begin="20:30", end="21:30") == [Verdict.FREE]


def test_a_request_holds_nothing(books: Books, now: datetime) -> None:
    a_request(books, now)
    assert verdicts(books, now) == [Verdict.ASKED_FOR]
    assert a_request(books, now, group=DANCERS).occurrences[0].status is Status.REQUESTED


def test_a_series_leaves_out_the_holidays_it_is_told_to(books: Books, now: datetime) -> None:
    booking = a_request(
        books, now, day=date(2027, 3, 16), series=weekly(date(2027, 4, 13), [Skip.SCHOOL_HOLIDAYS])
    )
    assert [one.day for one in booking.occurrences] == [
        date(2027, 3, 16),
        date(2027, 4, 6),
        date(2027, 4, 13),
    ]


def test_a_series_stays_at_six_when_the_clocks_change(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=weekly(SUMMER))
    zone = books.house.zone
    clocks = {
        (one.period.begin.astimezone(zone).hour, one.begin.minutes) for one in booking.occurrences
    }
    assert clocks == {(18, 18 * 60)}
    assert len({one.period.begin.hour for one in booking.occurrences}) == 2  # UTC moves


@pytest.mark.parametrize(
    ("on_conflict", "statuses"),
    [
        (OnConflict.SKIP, [Status.REQUESTED, Status.REQUESTED]),
        (OnConflict.WAIT, [Status.WAITING, Status.REQUESTED, Status.REQUESTED]),
    ],
)
def test_a_taken_date_is_met_as_the_enquiry_wants(
    books: Books, now: datetime, on_conflict: OnConflict, statuses: list[Status]
) -> None:
    a_confirmed(books, now)
    three = weekly(date(2027, 1, 26))
    booking = a_request(books, now, series=three, group=DANCERS, on_conflict=on_conflict)
    assert [one.status for one in booking.occurrences] == statuses


def test_fail_stores_nothing_if_one_date_is_taken(books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    wish = an_enquiry(series=weekly(date(2027, 1, 26)), on_conflict=OnConflict.FAIL)
    with pytest.raises(DatesNotFree) as refusal:
        enquiries.request(books, VISITOR, wish, now, "192.0.2.1")
    verdict = refusal.value.facts["verdict"]
    assert [one.verdict for one in verdict.dates] == [Verdict.TAKEN, Verdict.FREE, Verdict.FREE]  # type: ignore[attr-defined]
    assert verdicts(books, now, day=date(2027, 1, 19)) == [Verdict.FREE]


def test_rooms_wanted_together_come_all_or_none(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "kueche")
    three = weekly(date(2027, 1, 26))
    booking = a_request(books, now, "saal-b", "kueche", series=three, group=DANCERS)
    assert [(one.day, one.room) for one in booking.occurrences] == [
        (date(2027, 1, 19), "saal-b"),
        (date(2027, 1, 19), "kueche"),
        (date(2027, 1, 26), "saal-b"),
        (date(2027, 1, 26), "kueche"),
    ]


def test_a_request_sent_twice_is_one(books: Books, now: datetime) -> None:
    wish = an_enquiry()
    first = enquiries.request(books, VISITOR, wish, now, "192.0.2.1", key="nonce")
    second = enquiries.request(books, VISITOR, wish, now, "192.0.2.1", key="nonce")
    assert second.booking == first.booking
    with pytest.raises(KeyUsedOtherwise):
        enquiries.request(
            books, VISITOR, an_enquiry(title="Anderes"), now, "192.0.2.1", key="nonce"
        )


def test_a_hidden_room_is_unknown_to_visitors(books: Books, now: datetime) -> None:
    with pytest.raises(NotFound):
        enquiries.check(books, VISITOR, an_enquiry("beratung-1"), now)


def test_an_old_hold_only_asks_again(books: Books, now: datetime) -> None:
    asked = a_request(books, now)
    hold = Decision(hold=frozenset({asked.occurrences[0].id}), hold_until=now.date())
    decisions.decide(books, STAFF, asked.reference, hold, now)
    assert verdicts(books, now) == [Verdict.TAKEN]
    assert verdicts(books, now + timedelta(days=1)) == [Verdict.ASKED_FOR]


# How often, and how much work


def test_one_address_may_ask_so_often_and_staff_as_often_as_they_like(
    books: Books, now: datetime
) -> None:
    most = asking.MOST_PER_HOUR[VISITOR.standing]
    for number in range(most):
        a_request(books, now, day=date(2027, 1, 4) + timedelta(days=number))
    with pytest.raises(TooManyAttempts) as refusal:
        a_request(books, now + timedelta(minutes=20))
    assert refusal.value.facts == {"retry_after": 40 * 60}
    assert enquiries.request(books, VISITOR, an_enquiry(), now, "192.0.2.2").booking
    assert enquiries.request(books, STAFF, an_enquiry(), now, "192.0.2.1").booking
    assert a_request(books, now + timedelta(hours=1))


def test_what_is_refused_or_sent_again_counts_too(books: Books, now: datetime) -> None:
    most = asking.MOST_PER_HOUR[VISITOR.standing]
    wish = an_enquiry(on_conflict=OnConflict.FAIL)
    enquiries.request(books, VISITOR, wish, now, "192.0.2.1", "key")
    a_confirmed(books, now, begin="12:00", end="13:00")
    taken = an_enquiry(begin="12:00", end="13:00", on_conflict=OnConflict.FAIL)
    for number in range(most - 2):
        if number % 2:
            enquiries.request(books, VISITOR, wish, now, "192.0.2.1", "key")
        else:
            with pytest.raises(DatesNotFree):
                enquiries.request(books, VISITOR, taken, now, "192.0.2.1")
    with pytest.raises(TooManyAttempts):
        enquiries.request(books, VISITOR, wish, now, "192.0.2.1", "key")


def test_a_request_needs_a_group_to_answer(books: Books, now: datetime) -> None:
    with pytest.raises(BadInput) as refusal:
        enquiries.request(books, VISITOR, an_enquiry(group=None), now, "192.0.2.1")
    assert (refusal.value.pointer, refusal.value.problem) == ("/association", "missing")
    assert enquiries.check(books, VISITOR, an_enquiry(group=None), now).bookable == 1


def test_an_association_speaks_for_itself_alone(books: Books, now: datetime) -> None:
    choir = a_request(books, now)
    bearer = Person(Standing.ASSOCIATION, association_id=choir.association_id)
    wish = an_enquiry(day=date(2027, 1, 13), group=DANCERS)
    booking = enquiries.request(books, bearer, wish, now, "192.0.2.1").booking
    assert (booking.association, booking.contact) == (choir.association, DANCERS.contact)


def test_nothing_is_stored_if_no_date_can_be_had(books: Books, now: datetime) -> None:
    with pytest.raises(DatesNotFree) as refusal:
        a_request(books, now, begin="05:00", end="06:00")
    assert refusal.value.facts["verdict"].bookable == 0  # type: ignore[attr-defined]


def test_an_unknown_room_is_not_found(books: Books, now: datetime) -> None:
    with pytest.raises(NotFound):
        enquiries.check(books, STAFF, an_enquiry("keller"), now)


def test_the_same_wish_reads_the_same_in_every_process() -> None:
    program = (
        "from datetime import date\n"
        "from booking.domain.enquiries import Enquiry, Series, Skip\n"
        "from calendars.recurrence import Recurrence\n"
        "from calendars.wallclock import ClockTime\n"
        "days = frozenset(date(2027, 2, day) for day in range(1, 20))\n"
        "rule = Recurrence.parse('FREQ=DAILY;COUNT=60')\n"
        "series = Series(rule, except_dates=days, skip=frozenset(Skip))\n"
        "wish = Enquiry(('saal',), date(2027, 1, 12), ClockTime(0), ClockTime(60), series=series)\n"
        "print(wish.wording)"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@pytest.mark.parametrize("deed", ["check", "request"])
def test_many_dates_take_as_many_statements_as_one(books: Books, now: datetime, deed: str) -> None:
    def statements(wish: Enquiry) -> int:
        with counted_statements(books.database) as sent:
            if deed == "check":
                enquiries.check(books, VISITOR, wish, now)
            else:
                enquiries.request(books, VISITOR, wish, now, "192.0.2.1")
        # SQLite writes new rows one by one; it is no journey there
        return sum(not one.startswith("INSERT INTO occurrence") for one in sent)

    statements(an_enquiry("musikraum"))  # the group is known from here on
    alone = statements(an_enquiry("kueche"))
    assert statements(an_enquiry(series=weekly(date(2027, 12, 28)))) == alone
