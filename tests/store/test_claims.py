"""Who is in the way: one question, compared with a plain list of everything there is."""

import random
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from booking.domain.rules import Claims
from booking.domain.statuses import ASKING, HOLDING, Status
from booking.services.books import Books
from booking.store.claims import QUESTIONS, Asked, find_claims
from booking.store.tables import OccurrenceRow
from booking.store.values import hold_expires_at
from calendars.period import Period
from tests.statements import counted_statements
from tests.store.dates import Date, place_dates

HOUR = 3600
TEN = int(datetime(2027, 1, 12, 9, tzinfo=UTC).timestamp())
OVER, LASTING = date(2026, 11, 22), date(2026, 11, 23)
"""Last days of holds: yesterday and today, on the Monday of all tests."""


def hours(begin: float, end: float) -> Period:
    """From one hour to another, counted from ten."""
    return Period.from_epoch(int(TEN + begin * HOUR), int(TEN + end * HOUR))


def a_date(begin: float, end: float, *spaces: int, **more: object) -> Date:
    """The same as a date in some spaces; the first one, if none is named."""
    period = hours(begin, end)
    return Date(spaces or (1,), period.starts, period.ends, **more)  # type: ignore[arg-type]


def claims_on(
    session: Session,
    now: datetime,
    *asked: tuple[Period, tuple[int, ...]],
    leaving: Collection[int] = (),
) -> dict[int, Claims]:
    """What stands in the way of some periods, by their position."""
    wanted = [Asked(index, spaces, period) for index, (period, spaces) in enumerate(asked)]
    return find_claims(session, wanted, now, leaving)


def test_nothing_asked_needs_no_statement(books: Books, now: datetime) -> None:
    with books.database.reading() as session, counted_statements(books.database) as sent:
        assert find_claims(session, [], now) == {}
    assert sent == []


def test_what_holds_and_what_asks_are_told_apart(books: Books, now: datetime) -> None:
    with books.database.writing() as session:
        held, asked = place_dates(
            session, books, [a_date(10, 12), a_date(11, 13, status=Status.WAITING)]
        )
        assert claims_on(session, now, (hours(11, 12), (1, 2)), (hours(13, 14), (1,))) == {
            0: Claims(held_by=frozenset({held.id}), asked_by=frozenset({asked.id}))
        }


def test_neighbours_are_in_nobodys_way(books: Books, now: datetime) -> None:
    with books.database.writing() as session:
        place_dates(
            session, books, [a_date(8, 10), a_date(12, 14), a_date(8, 10, status=Status.REQUESTED)]
        )
        assert claims_on(session, now, (hours(10, 12), (1,))) == {}
        assert claims_on(session, now, (hours(8, 14), (2,))) == {}


def test_a_hold_holds_until_the_midnight_after_its_last_day_and_then_asks(books: Books) -> None:
    midnight = hold_expires_at(LASTING, books.house.zone)
    second = timedelta(seconds=1)
    with books.database.writing() as session:
        (held,) = place_dates(
            session, books, [a_date(10, 12, status=Status.HELD, hold_until=LASTING)]
        )
        wish = (hours(10, 11), (1,))
        assert claims_on(session, midnight - second, wish) == {0: Claims(frozenset({held.id}))}
        assert claims_on(session, midnight, wish) == {0: Claims(asked_by=frozenset({held.id}))}


def test_what_was_long_held_is_seen_behind_an_expired_hold(books: Books, now: datetime) -> None:
    with books.database.writing() as session:
        long, over = place_dates(
            session,
            books,
            [a_date(8, 11), a_date(11, 12, status=Status.HELD, hold_until=OVER)],
        )
        wish = (hours(10, 12), (1,))
        asking = frozenset({over.id})
        assert claims_on(session, now, wish) == {0: Claims(frozenset({long.id}), asking)}
        assert claims_on(session, now, wish, leaving={long.id or 0}) == {0: Claims(asked_by=asking)}


@pytest.mark.parametrize("seed", range(3))
def test_the_question_agrees_with_a_plain_list(books: Books, now: datetime, seed: int) -> None:
    chance = random.Random(seed)
    with books.database.writing() as session:
        rows = place_dates(session, books, random_dates(chance))
        ignored = {row.id or 0 for row in chance.sample(rows, 20)}
        asked = [random_wish(chance) for _ in range(80)]
        found = claims_on(session, now, *asked, leaving=ignored)
        others = [row for row in rows if row.id not in ignored]
        expected = {
            index: claims
            for index, (period, spaces) in enumerate(asked)
            if (claims := plainly(others, period, spaces)) != Claims()
        }
    assert found == expected
    assert sum(bool(one.held_by) for one in found.values()) > 10
    assert sum(bool(one.asked_by) for one in found.values()) > 10


def random_dates(chance: random.Random) -> list[Date]:
    """Some hundred dates in four spaces, of which the holding ones do not overlap."""
    dates: list[Date] = []
    for _ in range(400):
        begin, length = chance.randrange(0, 300) / 2, chance.choice((0.25, 1, 3, 12, 49))
        spaces = tuple(sorted(chance.sample(range(1, 5), chance.choice((1, 1, 2)))))
        status = chance.choice((Status.CONFIRMED, Status.HELD, Status.REQUESTED, Status.WAITING))
        until = chance.choice((OVER, LASTING)) if status is Status.HELD else None
        one = a_date(begin, begin + length, *spaces, status=status, hold_until=until)
        if status in ASKING or not any(in_the_way(one, other) for other in dates):
            dates.append(one)
    return dates


def random_wish(chance: random.Random) -> tuple[Period, tuple[int, ...]]:
    begin, length = chance.randrange(-10, 320) / 2, chance.choice((0.5, 2, 10))
    return hours(begin, begin + length), tuple(chance.sample(range(1, 5), 2))


def in_the_way(one: Date, other: Date) -> bool:
    """Whether two dates could not both hold."""
    return (
        other.status in HOLDING
        and not set(one.space_ids).isdisjoint(other.space_ids)
        and one.starts < other.ends
        and other.starts < one.ends
    )


def plainly(rows: list[OccurrenceRow], period: Period, spaces: tuple[int, ...]) -> Claims:
    """The answer as anybody would work it out: of those who hold a space the latest, and all
    who ask for one."""
    there = [row for row in rows if row.starts < period.ends and period.starts < row.ends]
    held, asked = set(), set()
    for space in spaces:
        here = [row for row in there if space in row.space_ids]
        asked |= {row.id for row in here if row.status in ASKING or row.hold_until == OVER}
        holding = [row for row in here if row.status in HOLDING and row.hold_until != OVER]
        if holding:
            held.add(max(holding, key=lambda row: row.starts).id)
    return Claims(frozenset(held), frozenset(asked))  # type: ignore[arg-type]


def test_all_dates_go_into_one_statement(books: Books, now: datetime) -> None:
    asked = [Asked(week, (1, 2), hours(week * 168, week * 168 + 2)) for week in range(52)]
    with books.database.reading() as session, counted_statements(books.database) as sent:
        find_claims(session, asked, now)
    assert len(sent) == 1


@pytest.mark.parametrize("is_analysed", [False, True])
def test_the_probe_takes_one_step_in_its_index(
    books: Books, now: datetime, is_analysed: bool
) -> None:
    with books.database.writing() as session:
        if is_analysed:
            tell_of_many_rows(session)
        told = plan_of_question(session, books.database.is_sqlite)
    if books.database.is_sqlite:
        assert "INDEX ix_occupancy_probe (space_id=? AND starts<?)" in told
        assert "INDEX ix_wish_space_id_starts (space_id=? AND starts>? AND starts<?)" in told
        assert "INDEX ix_occupancy_expires (expires<?)" in told
        for whole_table in ("SCAN p", "SCAN w", "SCAN e", "BLOOM FILTER"):
            assert whole_table not in told
    else:
        probe = told[told.index("ix_occupancy_probe") :].split("\n")[1]
        assert "Index Cond: ((space_id = asked.space_id) AND (starts < asked.ends))" in probe


def plan_of_question(session: Session, is_sqlite: bool) -> str:
    """How the database would go about it."""
    asked = f"[[1, {TEN}, {TEN + HOUR}, 0]]"
    values = {"asked": asked, "leaving": "[]", "friends": "[]"}
    explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
    question = QUESTIONS["sqlite" if is_sqlite else "postgresql"].of_booking.format(now=TEN)
    connection = session.connection()
    if not is_sqlite:  # a small table would simply be read
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        connection.execute(text("SET LOCAL enable_bitmapscan = off"))
    return "\n".join(str(row) for row in connection.exec_driver_sql(explain + question, values))


def tell_of_many_rows(session: Session) -> None:
    """What SQLite knows of a full house after ANALYZE; without its rows."""
    if session.get_bind().dialect.name != "sqlite":
        return
    connection = session.connection()
    connection.execute(text("ANALYZE"))
    for table, index, counted in (
        ("occupancy", "ix_occupancy_probe", "500000 50000 1 1 1"),
        ("wish", "ix_wish_space_id_starts", "1000 100 1 1"),
    ):
        values = {"table": table, "index": index, "counted": counted}
        connection.execute(
            text("INSERT INTO sqlite_stat1 VALUES (:table, :index, :counted)"), values
        )
    connection.execute(text("ANALYZE sqlite_schema"))
