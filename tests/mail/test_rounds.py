"""What the house writes of its own accord: each thing once, to whom it concerns, in time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.mails import Kind
from booking.domain.people import Role
from booking.domain.renewals import RenewalAnswer
from booking.services import decisions
from booking.services.books import Books
from booking.services.jobs import run_due_jobs
from booking.services.mail.rounds import KEPT, owe_due_mails
from booking.services.postman import PostOffice
from booking.services.renewals import answer_renewal
from booking.services.sign_in import add_account
from tests.builders import STAFF, TUESDAY, a_confirmed, a_request, utc, weekly
from tests.mail.mails import deliver, owed, text_of
from tests.mail.servers import Postbox
from tests.web.conftest import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
JULY = date(2027, 7, 6)


@pytest.fixture
def make_round(books: Books) -> Callable[[datetime], list[tuple[Kind, str]]]:
    """One round, and what it owes that was not owed before."""

    def make(moment: datetime) -> list[tuple[Kind, str]]:
        before = {mail.key for mail in owed(books)}
        owe_due_mails(books, moment)
        return [(mail.kind, mail.key) for mail in owed(books) if mail.key not in before]

    return make


def an_account(books: Books, role: Role, now: datetime) -> None:
    hasher = PasswordHasher(1, 8, 1)
    add_account(books.database, hasher, f"{role}@west.example", "A. B.", role, "long enough", now)


Round = Callable[[datetime], list[tuple[Kind, str]]]


def test_a_single_date_is_recalled_once_three_days_before(
    books: Books, now: datetime, make_round: Round
) -> None:
    booking = a_confirmed(books, now)
    assert make_round(utc(date(2027, 1, 8), 12)) == []
    key = f"reminder {booking.id} 2027-01-12"
    assert make_round(utc(date(2027, 1, 9), 12)) == [(Kind.REMINDER, key)]
    assert make_round(utc(date(2027, 1, 9), 13)) == []
    assert make_round(utc(date(2027, 1, 10), 12)) == []


def test_a_reminder_leaves_in_the_morning(books: Books, now: datetime, make_round: Round) -> None:
    a_confirmed(books, now)
    make_round(utc(date(2027, 1, 8), 23, 30))  # half past midnight in the house
    assert owed(books)[-1].due_at == utc(date(2027, 1, 9), 7)


def test_a_date_that_was_confirmed_a_moment_ago_is_not_recalled(
    books: Books, make_round: Round
) -> None:
    late = utc(date(2027, 1, 9), 9)
    booking = a_request(books, late)
    decisions.decide(books, STAFF, booking.reference, Decision(confirm=FREE), late)
    assert make_round(late) == []


def test_a_reminder_of_a_date_that_falls_away_is_not_sent(
    books: Books, now: datetime, later: datetime, make_round: Round, office: PostOffice
) -> None:
    booking = a_confirmed(books, now)
    deliver(books, office, later)
    friday = utc(date(2027, 1, 9), 6)
    make_round(friday)
    decisions.cancel(books, STAFF, booking.reference, Cancellation(), friday)
    assert deliver(books, office, friday + timedelta(hours=2)) == 1  # the cancellation
    assert [mail.sent_at is None for mail in owed(books)] == [False, False, True, False]


def test_a_series_is_listed_month_by_month_and_never_date_by_date(
    books: Books, now: datetime, make_round: Round, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_confirmed(books, now, series=weekly(JULY))
    assert make_round(utc(date(2027, 1, 24), 12)) == []
    morning = utc(date(2027, 1, 25), 12)
    assert make_round(morning) == [(Kind.MONTH_AHEAD, f"month {booking.id} 2027-02")]
    assert make_round(utc(date(2027, 1, 26), 12)) == []
    deliver(books, office, morning)
    listed = [line for line in text_of(postbox.messages[-1]).splitlines() if line[:2] == "- "]
    assert [line.split(",")[1] for line in listed] == [
        " 2. Februar 2027",
        " 9. Februar 2027",
        " 16. Februar 2027",
        " 23. Februar 2027",
    ]


def test_the_end_of_a_series_is_announced_once_eight_weeks_before(
    books: Books, now: datetime, make_round: Round
) -> None:
    booking = a_confirmed(books, now, series=weekly(JULY))
    assert renewals(make_round(utc(date(2027, 5, 10), 12))) == []
    key = f"renewal {booking.id} 2027-07-06"
    assert renewals(make_round(utc(date(2027, 5, 11), 12))) == [key]
    assert renewals(make_round(utc(date(2027, 5, 12), 12))) == []


def test_whoever_has_answered_is_not_asked_whether_a_series_goes_on(
    books: Books, now: datetime, make_round: Round, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_confirmed(books, now, series=weekly(JULY))
    morning = utc(date(2027, 5, 11), 12)
    assert renewals(make_round(morning))
    answer_renewal(books, STAFF, booking.reference, RenewalAnswer.STOP, morning)
    deliver(books, office, morning + timedelta(hours=1))
    assert not any("endet bald" in str(one["subject"]) for one in postbox.messages)


def renewals(made: list[tuple[Kind, str]]) -> list[str]:
    return [key for kind, key in made if kind is Kind.RENEWAL]


def test_staff_get_an_overview_on_workdays(
    books: Books, now: datetime, make_round: Round, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.STAFF, now)
    old = a_request(books, now, title="Überfällige Probe")
    tuesday, saturday = utc(date(2026, 12, 1), 9), utc(date(2026, 12, 5), 9)
    fresh = a_request(books, tuesday, "kueche", title="Neue Probe")
    assert [kind for kind, _ in make_round(tuesday)] == [Kind.STAFF_DIGEST]
    assert make_round(saturday) == []
    deliver(books, office, tuesday)
    (told,) = (text_of(one) for one in postbox.messages if "überfällig" in one["Subject"])
    overdue, new = told.split("Neu\n===")
    assert old.reference in overdue
    assert fresh.reference in new


def test_an_overview_with_nothing_in_it_is_not_sent(
    books: Books, now: datetime, make_round: Round, office: PostOffice
) -> None:
    an_account(books, Role.STAFF, now)
    make_round(now)
    assert deliver(books, office, now) == 0


def test_caretakers_read_in_the_evening_what_takes_place_tomorrow(
    books: Books, now: datetime, make_round: Round, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.CARETAKER, now)
    a_confirmed(books, now, persons=24)
    a_request(books, now, "kueche", day=TUESDAY, title="Nur angefragt")
    evening = utc(TUESDAY - timedelta(days=1), 16)
    assert duties(make_round(evening - timedelta(hours=1))) == 0
    assert duties(make_round(evening)) == 1
    deliver(books, office, evening)
    (told,) = (text_of(one) for one in postbox.messages if "im Haus" in one["Subject"])
    assert [line for line in told.splitlines() if line.startswith("- ")] == [
        "- 18:00–20:00 Uhr, Saal B, Chorprobe – Chor ohne Grenzen, Aufbau ab 17:45,"
        " Abbau bis 20:15, 24 Personen"
    ]
    assert "Haus auf ab 17:45, Haus zu um 20:15." in told


def duties(made: list[tuple[Kind, str]]) -> int:
    return sum(kind is Kind.TOMORROW for kind, _ in made)


def test_caretakers_read_changes_first_and_what_falls_away(
    books: Books, now: datetime, make_round: Round, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.CARETAKER, now)
    stays, falls = a_confirmed(books, now), a_confirmed(books, now, "kueche", title="Kochen")
    morning = utc(TUESDAY - timedelta(days=1), 8)
    decisions.cancel(books, STAFF, falls.reference, Cancellation(), morning)
    evening = morning + timedelta(hours=9)
    make_round(evening)
    deliver(books, office, evening)
    told = next(text_of(one) for one in postbox.messages if "Morgen" in one["Subject"])
    parts = ["Neu seit gestern", "fällt aus", "Der ganze Tag", stays.title, "Fällt aus", "Kochen"]
    places = [told.index(parts[0])]
    for part in parts[1:]:
        places.append(told.index(part, places[-1]))
    assert "000101" not in told


def test_caretakers_are_told_that_nothing_takes_place(
    books: Books, now: datetime, make_round: Round, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.CARETAKER, now)
    evening = now + timedelta(hours=8)
    assert [kind for kind, _ in make_round(evening)] == [Kind.TOMORROW]
    deliver(books, office, evening)
    (told,) = postbox.messages
    assert told["Subject"] == "Morgen, Dienstag, 24. November 2026, im Haus: nichts"
    assert "Am Dienstag, 24. November 2026 findet nichts statt." in text_of(told)


def test_a_round_is_made_once_an_hour(books: Books, now: datetime) -> None:
    run_due_jobs(books, now)
    a_confirmed(books, now)
    third_day = utc(date(2027, 1, 9), 12)
    run_due_jobs(books, third_day)
    forget_reminder(books)
    run_due_jobs(books, third_day + timedelta(minutes=59))
    assert Kind.REMINDER not in {mail.kind for mail in owed(books)}
    run_due_jobs(books, third_day + timedelta(minutes=60))
    assert Kind.REMINDER in {mail.kind for mail in owed(books)}


def forget_reminder(books: Books) -> None:
    with books.database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM outbox WHERE kind = 'reminder'")


def test_a_mail_is_forgotten_half_a_year_after_it_was_sent(
    books: Books, now: datetime, make_round: Round, office: PostOffice
) -> None:
    a_request(books, now)
    deliver(books, office, now)
    make_round(now + KEPT)
    assert len(owed(books)) == 1
    make_round(now + KEPT + timedelta(seconds=1))
    assert owed(books) == ()
