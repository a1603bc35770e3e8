"""The inbox with two thousand requests costs no more than a glance."""

from datetime import date, datetime

import pytest
from sqlalchemy import text

from booking.domain.filters import Filter
from booking.services.books import Books
from booking.services.inbox import look_at_inbox
from booking.store.urgency import note_open_dates
from tests.builders import STAFF, a_request, weekly
from tests.yardstick import in_yardsticks

MANY = 2000
COPY_BOOKING = """INSERT INTO booking (id, reference, version, association_id, delegate_id, contact,
  phone, language, title, public_title, notes, heeds_school_holidays, entered_by_staff, received_at,
  proven_at, any_room, kind)
  WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < :many)
  SELECT i, 'R' || i, 1, association_id, delegate_id, '', '', 'de', title, 0, '', 0, 0, received_at,
  proven_at, 0, kind FROM booking, n WHERE booking.id = 1"""
COPY_DATES = """INSERT INTO occurrence (booking_id, position, uid, room_id, day, begin_minutes,
  end_minutes, starts, ends, space_ids, setup_minutes, teardown_minutes, status, sequence,
  changed_at, offered)
  SELECT booking.id, position, booking.id || uid, room_id, date(day, (booking.id % 300) || ' days'),
  begin_minutes, end_minutes,
  starts + 86400 * (booking.id % 300), ends + 86400 * (booking.id % 300),
  space_ids, setup_minutes, teardown_minutes, status, 0, changed_at, 0
  FROM occurrence, booking WHERE booking_id = 1 AND booking.id > 1"""
COPY_WISHES = """INSERT INTO wish (occurrence_id, space_id, starts, ends)
  SELECT id, (SELECT space_id FROM wish LIMIT 1), starts, ends FROM occurrence
  WHERE booking_id > 1"""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is measured is our own work."""
    return sqlite_url


def test_two_thousand_requests_cost_less_than_a_tenth_of_a_second(
    books: Books, now: datetime
) -> None:
    a_request(books, now, series=weekly(date(2027, 3, 16)))
    with books.database.writing() as session:
        connection = session.connection()
        for statement in (COPY_BOOKING, COPY_DATES, COPY_WISHES):
            connection.execute(text(statement), {"many": MANY} if ":many" in statement else {})
        note_open_dates(session, range(1, MANY + 1))

    def look() -> None:
        assert look_at_inbox(books, STAFF, Filter(), 1, now).total == MANY

    assert in_yardsticks(look) < 10
