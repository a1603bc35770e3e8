"""Fills the books with as many confirmed dates as wanted, quickly, none overlapping.

Each room has eight hours of occupancies on a day, at random between 7:45 and 23:15, and
from 11:45 to 13:15 none: so a wish at noon is free and yet has neighbours on both sides.
Indexes and guards are set aside while rows are poured in, and put up again from their own
text. PostgreSQL's guard then checks every row by itself; SQLite's triggers look at new rows
only, so there the rows are checked by a question.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, text

from booking.domain.house import House
from booking.store.database import Database
from booking.store.guards import GUARD, guards_for
from calendars.wallclock import MIDNIGHT

FIRST_DAY = date(2027, 1, 1)
"""Days are filled from here on, and what does not fit into two years, before it."""
DAYS_AHEAD = 730
HOURS = (*range(465, 705, 60), *range(795, 1365, 60))
"""When an occupancy may begin, in minutes of the day; each lasts an hour."""
HOURS_A_DAY = 8
DATES_A_BOOKING = 40
Plan = tuple[int, int, int, str, int, int, int]
"""Id of occurrence and booking, room, day, begin in minutes; begin and end in seconds."""

PLAN_TABLE = """CREATE TEMPORARY TABLE plan (
  id integer, booking_id integer, room_id integer, day date, begin_minutes integer,
  starts bigint, ends bigint)"""
FILL_BOOKINGS = (
    "INSERT INTO association (id, name, created_at) VALUES (1, 'Verein', :now)",
    "INSERT INTO delegate (id, association_id, name, email, phone, language)"
    " VALUES (1, 1, 'A. B.', 'a@verein.example', '', 'de')",
    "INSERT INTO booking (id, reference, version, association_id, delegate_id, contact, phone,"
    " language, title, public_title, notes, heeds_school_holidays, entered_by_staff, received_at,"
    " proven_at)"
    " SELECT DISTINCT booking_id, 'B' || booking_id, 1, 1, 1, 'A. B.', '', 'de', 'Probe', false,"
    " '', false, true, CAST(:now AS {timestamp}), CAST(:now AS {timestamp}) FROM plan",
    "INSERT INTO occurrence (id, booking_id, position, uid, room_id, day, begin_minutes,"
    " end_minutes, starts, ends, space_ids, setup_minutes, teardown_minutes, status, sequence,"
    " changed_at)"
    " SELECT id, booking_id, id % 40, id || '@bench', room_id, day, begin_minutes,"
    " begin_minutes + 60, starts, ends, CAST('[' || room_id || ']' AS {json}), 0, 0, 'confirmed',"
    " 0, CAST(:now AS {timestamp}) FROM plan ORDER BY id",
    "INSERT INTO occupancy (occurrence_id, holds, space_id, starts, ends)"
    " SELECT id, true, room_id, starts, ends FROM plan ORDER BY id",
)
"""Each room has one space, planted in the same order: both have the same id."""
COUNT_OVERLAPS = """SELECT count(*) FROM (
  SELECT starts, lag(ends) OVER (PARTITION BY space_id ORDER BY starts) AS before FROM occupancy
) AS pairs WHERE before > starts"""
SEQUENCES = ("association", "delegate", "booking", "occurrence")


def fill(database: Database, house: House, occupancies: int) -> None:
    """Pours in so many occupancies with all that belongs to them."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            fill_sqlite(connection, house, occupancies)
        else:
            fill_postgresql(connection, house, occupancies)


def plan(house: House, occupancies: int) -> Iterator[Plan]:
    """What to pour in, in the order of time."""
    chance = random.Random(2027)
    rooms = len(house.rooms)
    a_day = rooms * HOURS_A_DAY
    number = 0
    for day in days(-(-occupancies // a_day)):
        midnight = int(house.wall_clock.instant(day, MIDNIGHT).timestamp())
        for room in range(1, rooms + 1):
            for minute in sorted(chance.sample(HOURS, HOURS_A_DAY)):
                if number == occupancies:
                    return
                number += 1
                starts = midnight + minute * 60
                booking = 1 + number // DATES_A_BOOKING
                yield number, booking, room, day.isoformat(), minute, starts, starts + 3600


def days(wanted: int) -> list[date]:
    """The days to fill, in order."""
    before = max(0, wanted - DAYS_AHEAD)
    return [FIRST_DAY + timedelta(days=number) for number in range(-before, wanted - before)]


def fill_sqlite(connection: Connection, house: House, occupancies: int) -> None:
    """Without waiting for the disk; the connection with these settings is then thrown away."""
    driver = connection.connection.driver_connection
    assert driver is not None
    for setting in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -500000"):
        driver.execute(f"PRAGMA {setting}")
    driver.execute("BEGIN IMMEDIATE")
    aside = driver.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('occurrence', 'occupancy')"
        " AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in aside:
        driver.execute(f"DROP {kind} {name}")
    driver.execute(PLAN_TABLE)
    driver.executemany("INSERT INTO plan VALUES (?,?,?,?,?,?,?)", plan(house, occupancies))
    for statement in FILL_BOOKINGS:
        driver.execute(
            statement.format(timestamp="text", json="text"), {"now": "2026-11-01 09:00:00.000000"}
        )
    for _, _, sql in aside:
        driver.execute(sql)
    driver.execute("DROP TABLE plan")
    assert driver.execute(COUNT_OVERLAPS).fetchone() == (0,)
    driver.execute("COMMIT")
    driver.execute("ANALYZE")
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.invalidate()


def fill_postgresql(connection: Connection, house: House, occupancies: int) -> None:
    """The guard is put up at the end and then checks every pair by itself."""
    driver = connection.connection.driver_connection
    assert driver is not None
    aside = connection.execute(
        text(
            "SELECT indexname, indexdef FROM pg_indexes"
            " WHERE tablename IN ('occurrence', 'occupancy') AND indexname LIKE 'ix_%'"
        )
    ).all()
    run = connection.exec_driver_sql
    run("SET session_replication_role = replica")  # bonds are not asked row by row
    run("SET maintenance_work_mem = '512MB'")
    run(f"ALTER TABLE occupancy DROP CONSTRAINT {GUARD}")
    for name, _ in aside:
        run(f"DROP INDEX {name}")
    run(PLAN_TABLE)
    with driver.cursor() as cursor, cursor.copy("COPY plan FROM STDIN") as copy:
        for row in plan(house, occupancies):
            copy.write_row(row)
    for statement in FILL_BOOKINGS:
        told = statement.format(timestamp="timestamptz", json="json")
        connection.execute(text(told), {"now": "2026-11-01 09:00:00+00"})
    for _, definition in aside:
        run(definition)
    for guard in guards_for("postgresql"):
        run(guard)
    for table in SEQUENCES:
        run(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
    run("SET session_replication_role = origin")
    connection.commit()
    run("ANALYZE")
    connection.commit()
