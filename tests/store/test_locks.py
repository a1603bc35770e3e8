"""What is locked on PostgreSQL, which has many writers at once."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from time import sleep

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text
from sqlmodel import select

from booking.domain.people import Role
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.jobs import end_expired_holds
from booking.services.sign_in import STRETCH, add_account, sign_in
from booking.store.deeds import count_attempt
from booking.store.door import Door
from booking.store.locks import LOCK_BOOKINGS
from booking.store.steps import Step
from booking.store.tables import OccurrenceRow
from booking.store.values import begun_quarter
from tests.builders import STAFF, a_request

pytestmark = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
MANY = """
    INSERT INTO booking ({columns}, reference)
    SELECT {columns}, number FROM booking, generate_series(1, 3000) AS number"""
ALL_BUT_THE_KEYS = """
    SELECT string_agg(column_name, ', ') FROM information_schema.columns
    WHERE table_name = 'booking' AND column_name NOT IN ('id', 'reference')"""
SOMEBODY_WAITS = """
    SELECT count(*) > 0 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'"""


def test_who_opens_one_booking_does_not_read_all_others(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    wanted = {"references": [booking.reference], "also": [1, 2], "now": begun_quarter(now)}
    with books.database.writing() as session:
        connection = session.connection()
        columns = connection.execute(text(ALL_BUT_THE_KEYS)).scalar_one()
        connection.execute(text(MANY.format(columns=columns)))
        connection.execute(text("ANALYZE booking, occurrence"))
        connection.execute(text("SET LOCAL enable_seqscan = off"))  # the others are small
        asked = LOCK_BOOKINGS.params(wanted).compile(
            connection, compile_kwargs={"literal_binds": True}
        )
        told = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, COSTS off) {asked}").scalars().all()
    found = next(n for n, line in enumerate(told) if "Index Scan using pk_booking" in line)
    assert "Index Cond: (id = " in told[found + 1]


def wait_until_somebody_waits(books: Books) -> None:
    """Returns once another transaction waits for what this one has locked."""
    for _ in range(3_000):
        with books.database.reading() as session:
            if session.connection().execute(text(SOMEBODY_WAITS)).scalar_one():
                return
        sleep(0.01)
    pytest.fail("nobody waits")


def test_a_hold_whose_booking_is_not_locked_is_left_to_the_next(
    books: Books, now: datetime
) -> None:
    """Around midnight a hold can be made and be over while somebody waits for its space: too
    late to lock its booking, for bookings come before spaces."""
    reference, tomorrow = a_request(books, now).reference, now + timedelta(days=1)
    tidying: list[Future[None]] = []

    def hold_until_today(door: Door) -> None:
        booking = door.open(reference)
        door.write(booking, [Step(one, Status.HELD, now.date()) for one in booking.occurrences])
        tidying.append(others.submit(end_expired_holds, books, tomorrow))
        wait_until_somebody_waits(books)

    stored = []
    with ThreadPoolExecutor(1) as others:
        books.change(STAFF, now, hold_until_today)
        tidying[0].result()
        for _ in range(2):
            with books.database.reading() as session:
                stored += session.exec(select(OccurrenceRow.status)).all()
            end_expired_holds(books, tomorrow)
    assert stored == ["held", "requested"]


def test_who_signs_in_while_the_database_breaks_off_a_deadlock_is_let_in(
    books: Books, now: datetime
) -> None:
    """Attempts are counted under several keys, and swept by everybody when their time is over:
    two can hold what the other one waits for."""
    email, password, origin = "sabine@west.example", "ein langes Passwort", "192.0.2.1"
    quick = PasswordHasher(1, 8, 1)
    add_account(books.database, quick, email, "Sabine", Role.STAFF, password, now)
    second, first = f"sign-in from {origin}", f"sign-in of {email} from {origin}"
    with ThreadPoolExecutor(1) as others:
        with books.database.writing() as session:
            # so that the other one is broken off
            session.connection().execute(text("SET LOCAL deadlock_timeout = '1min'"))
            count_attempt(session, second, 10, STRETCH, now)
            signing = others.submit(sign_in, books.database, quick, email, password, origin, now)
            wait_until_somebody_waits(books)
            count_attempt(session, first, 10, STRETCH, now)
        assert signing.result().person.name == "Sabine"
