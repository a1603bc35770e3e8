"""The database refuses double booking by itself, whatever is sent to it as plain SQL."""

import random
from bisect import bisect_left

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from booking.domain.statuses import Status
from booking.services.books import Books
from booking.store.database import Database
from booking.store.guards import BONDS, GUARD, missing_guards
from booking.store.migrating import GuardsMissing, migrate, require_guards
from booking.store.tables.bookings import LONGEST_SECONDS
from tests.store.dates import Date, add_dates

HOUR = 3600
TEN = 1_800_000_000
"""Some full hour; the tests tell times in hours from here."""
INSERT = (
    "INSERT INTO occupancy (occurrence_id, holds, space_id, starts, ends)"
    " VALUES (:holder, :holds, :space, :starts, :ends)"
)


class Tables:
    """The bare tables with some confirmed dates that hold nothing yet."""

    def __init__(self, books: Books) -> None:
        self.database = books.database
        first, second, *_ = sorted(books.ids.spaces.values())
        self.spaces = (first, second)
        with books.database.writing() as session:
            dates = [Date((first,), TEN, TEN + HOUR)] * 2
            asking = Date((first,), TEN, TEN + HOUR, Status.REQUESTED)
            rows = add_dates(session, books, [*dates, asking])
            self.one, self.other, self.asking = (row.id or 0 for row in rows)

    def tell(self, statement: str, **values: object) -> int:
        """One statement in a transaction of its own; how many rows it met."""
        with self.database.engine.begin() as connection:
            return connection.execute(text(statement), values).rowcount

    def occupy(
        self,
        begin: float,
        end: float,
        space: int = 0,
        holder: int | None = None,
        holds: bool | None = True,
    ) -> None:
        """Takes a space from one hour to another."""
        self.tell(
            INSERT,
            holder=holder or self.one,
            holds=holds,
            space=self.spaces[space],
            starts=int(TEN + begin * HOUR),
            ends=int(TEN + end * HOUR),
        )

    def count(self) -> int:
        """How many occupancies there are."""
        with self.database.reading() as session:
            found = session.connection().execute(text("SELECT count(*) FROM occupancy"))
            return int(found.scalar_one())


@pytest.fixture
def tables(books: Books) -> Tables:
    """The bare tables of each kind of database."""
    return Tables(books)


def test_what_overlaps_is_refused_however_it_overlaps(tables: Tables) -> None:
    tables.occupy(10, 12)
    for begin, end in [(11, 13), (9, 11), (10.5, 11.5), (9, 13), (10, 12), (10, 11), (11, 12)]:
        for holder in (tables.one, tables.other):
            with pytest.raises(IntegrityError, match=GUARD):
                tables.occupy(begin, end, holder=holder)
    assert tables.count() == 1


def test_what_only_touches_or_lies_elsewhere_is_taken(tables: Tables) -> None:
    tables.occupy(10, 12)
    tables.occupy(12, 14)
    tables.occupy(8, 10)
    tables.occupy(10, 12, space=1)
    assert tables.count() == 4


def test_an_earlier_long_one_is_seen_behind_a_later_short_one(tables: Tables) -> None:
    tables.occupy(0, 10)
    tables.occupy(12, 13)
    with pytest.raises(IntegrityError, match=GUARD):
        tables.occupy(9, 12)


@pytest.mark.parametrize("end", [10, 9])
def test_an_occupancy_without_length_is_refused(tables: Tables, end: int) -> None:
    with pytest.raises(IntegrityError, match=r"ck_occupancy_lasts|range lower bound"):
        tables.occupy(10, end)


def test_an_occupancy_longer_than_reads_reach_back_is_refused(tables: Tables) -> None:
    longest = LONGEST_SECONDS / HOUR
    tables.occupy(0, longest)
    with pytest.raises(IntegrityError, match="ck_occupancy_not_too_long"):
        tables.occupy(100, 100 + longest + 1 / HOUR)


def test_an_update_cannot_do_what_an_insert_cannot(tables: Tables) -> None:
    tables.occupy(10, 12)
    tables.occupy(14, 16)
    tables.occupy(10, 12, space=1)
    refused = (
        ("UPDATE occupancy SET starts = :to WHERE starts = :at", 14, 11),
        ("UPDATE occupancy SET ends = :to WHERE starts = :at AND space_id = :first", 10, 15),
        ("UPDATE occupancy SET space_id = :first WHERE space_id = :second", 0, 0),
    )
    first, second = tables.spaces
    for statement, at, to in refused:
        with pytest.raises(IntegrityError, match=GUARD):
            tables.tell(
                statement, at=TEN + at * HOUR, to=TEN + to * HOUR, first=first, second=second
            )
    moved = "UPDATE occupancy SET starts = starts + 60, ends = ends + 60"
    assert tables.tell(f"{moved} WHERE starts = :at", at=TEN + 14 * HOUR) == 1


def test_two_rows_cannot_swap_their_spaces_by_an_update(tables: Tables) -> None:
    tables.occupy(10, 12)
    tables.occupy(10, 12, space=1, holder=tables.other)
    first, second = tables.spaces
    with pytest.raises(IntegrityError, match=GUARD):
        tables.tell(
            "UPDATE occupancy SET space_id = :both - space_id", both=first + second
        )  # hence the door empties all places before it fills any


def test_only_what_holds_can_have_an_occupancy(tables: Tables) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        tables.occupy(10, 12, holder=tables.asking)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        tables.occupy(10, 12, holder=999)
    for holds in (False, None):
        with pytest.raises(IntegrityError, match="ck_occupancy_"):
            tables.occupy(10, 12, holds=holds)


def test_a_date_cannot_leave_its_occupancy_behind(tables: Tables) -> None:
    tables.occupy(10, 12)
    for statement in (
        "UPDATE occurrence SET status = 'cancelled' WHERE id = :one",
        "UPDATE occurrence SET status = 'requested' WHERE id = :one",
        "DELETE FROM occurrence WHERE id = :one",
    ):
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            tables.tell(statement, one=tables.one)
    held = "UPDATE occurrence SET status = 'held', hold_until = '2027-01-01' WHERE id = :one"
    assert tables.tell(held, one=tables.one) == 1
    tables.tell("DELETE FROM occupancy")
    assert tables.tell("DELETE FROM occurrence WHERE id = :one", one=tables.one) == 1


@pytest.mark.parametrize("name", ["status = 'gone'", "ends = starts", "hold_until = '2027-01-01'"])
def test_a_date_keeps_its_shape(tables: Tables, name: str) -> None:
    with pytest.raises(IntegrityError, match="ck_occurrence_"):
        tables.tell(f"UPDATE occurrence SET {name}")  # noqa: S608  no words of strangers


def test_a_guard_that_is_missing_stops_the_program(database: Database) -> None:
    require_guards(database)
    names = [f"{GUARD}_insert", f"{GUARD}_update"] if database.is_sqlite else [GUARD, *BONDS]
    for name in names:
        with database.engine.begin() as connection:
            dropped = f"TRIGGER {name}" if database.is_sqlite else f"CONSTRAINT {name}"
            alter = "" if database.is_sqlite else "ALTER TABLE occupancy "
            connection.execute(text(f"{alter}DROP {dropped}"))
    for start in (require_guards, migrate):
        with pytest.raises(GuardsMissing) as refusal:
            start(database)
        assert str(refusal.value) == ", ".join(sorted(names))


def test_foreign_keys_that_sqlite_does_not_heed_count_as_missing(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = OFF")
        assert set(missing_guards(connection)) == set(BONDS)
    database.dispose()


class PlainList:
    """What a guard should do, done the simple way."""

    def __init__(self) -> None:
        self.spaces: dict[int, list[tuple[int, int]]] = {}

    def takes(self, space: int, starts: int, ends: int) -> bool:
        """Adds it unless it overlaps; says whether it did."""
        there = self.spaces.setdefault(space, [])
        at = bisect_left(there, (starts, ends))
        before, after = there[at - 1 : at], there[at : at + 1]
        if any(begin < ends and starts < end for begin, end in (*before, *after)):
            return False
        there.insert(at, (starts, ends))
        return True


def test_the_guards_agree_with_a_plain_list_on_20000_random_rows(tables: Tables) -> None:
    chance = random.Random(2027)
    wanted = []
    for number in range(20_000):
        starts = TEN + chance.randrange(0, 400 * 24 * 12) * 300
        length = chance.choice((900, 3600, 7200, 12 * HOUR))
        wanted.append((number + 1, chance.choice(tables.spaces), starts, starts + length))
    plain = PlainList()
    expected = {number for number, *row in wanted if plain.takes(*row)}
    assert 2_000 < len(expected) < 18_000
    assert insert_each(tables, wanted) == expected


def insert_each(tables: Tables, rows: list[tuple[int, int, int, int]]) -> set[int]:
    """Tries every row by itself; the numbers of those that the database took."""
    taken = set()
    if not tables.database.is_sqlite:
        with tables.database.engine.begin() as connection:
            for number in range(0, len(rows), 5000):
                values = ", ".join(
                    f"({one}, {tables.one}, true, {space}, {starts}, {ends})"
                    for one, space, starts, ends in rows[number : number + 5000]
                )
                found = connection.exec_driver_sql(
                    "INSERT INTO occupancy (id, occurrence_id, holds, space_id, starts, ends)"  # noqa: S608
                    f" VALUES {values} ON CONFLICT DO NOTHING RETURNING id"
                )
                taken |= {row.id for row in found}
        return taken
    with tables.database.engine.begin() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        for number, *row in rows:
            try:
                driver.execute(
                    "INSERT INTO occupancy (id, occurrence_id, holds, space_id, starts, ends)"
                    " VALUES (?, ?, 1, ?, ?, ?)",
                    (number, tables.one, *row),
                )
            except driver.IntegrityError:
                continue
            taken.add(number)
    return taken
