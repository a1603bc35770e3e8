"""The one door: what a step writes besides the status, and what it never leaves behind."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel, col, select

from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.enquiries import OnConflict
from booking.domain.house import House
from booking.domain.moves import Scope, Target
from booking.domain.names import Names
from booking.domain.people import THE_HOUSE
from booking.domain.refusals import WrongStep
from booking.domain.statuses import Status
from booking.services import decisions, feeds, jobs
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.kept_feeds import KeptFeeds
from booking.services.moves import Moving, move
from booking.services.planting import plant
from booking.services.undoing import undo
from booking.store.door import Door
from booking.store.history import find_changes
from booking.store.rooms import CalendarState, read_calendar_states
from booking.store.steps import Step
from booking.store.sweep import sweep
from booking.store.tables import HistoryRow, OccupancyRow, OccurrenceRow, WishRow
from tests.builders import DANCERS, STAFF, a_confirmed, a_request, weekly

TODAY = date(2026, 11, 23)
THREE = weekly(date(2027, 1, 26))
SECOND = timedelta(seconds=1)


def taken(books: Books, table: type[OccupancyRow] | type[WishRow]) -> Counter[str]:
    """How many rows there are of each space."""
    with books.database.reading() as session:
        return Counter(
            books.ids.space_slugs[space] for space in session.exec(select(table.space_id))
        )


def calendar(books: Books, room: str = "saal-b") -> CalendarState:
    """What the feeds of a room are known by."""
    with books.database.reading() as session:
        number = books.ids.rooms[room]
        return read_calendar_states(session, [number])[number]


def everything(books: Books) -> dict[str, list[SQLModel]]:
    """All rows that a deed on a booking could have touched."""
    with books.database.reading() as session:
        tables = (OccurrenceRow, OccupancyRow, WishRow, HistoryRow)
        found = {
            one.__name__: [row.model_copy() for row in session.exec(select(one))] for one in tables
        }
    return found | {"calendars": [calendar(books, room) for room in books.ids.rooms]}  # type: ignore[dict-item]


def decide(books: Books, booking: Booking, now: datetime, **decision: object) -> Booking:
    """Staff decide; nothing may be in the way."""
    made = Decision(**decision)  # type: ignore[arg-type]
    decided = decisions.decide(books, STAFF, booking.reference, made, now)
    assert decided.conflicts == ()
    return decided.booking


def statuses(booking: Booking) -> list[str]:
    """The status of each date, in order."""
    return [one.status.value for one in booking.occurrences]


def test_a_request_writes_wishes_and_holds_nothing(books: Books, now: datetime) -> None:
    before = calendar(books)
    a_request(books, now, series=THREE)
    assert (taken(books, WishRow), taken(books, OccupancyRow)) == ({"saal-b": 3}, {})
    assert calendar(books).version == before.version + 1


def test_a_confirmed_hall_holds_each_of_its_spaces_with_setup_and_teardown(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, "saal")
    assert (taken(books, WishRow), taken(books, OccupancyRow)) == ({}, {"saal-a": 1, "saal-b": 1})
    occupied = booking.occurrences[0].occupied
    with books.database.reading() as session:
        rows = session.exec(select(OccupancyRow)).all()
    assert {(row.starts, row.ends, row.expires) for row in rows} == {
        (occupied.starts, occupied.ends, None)
    }
    assert occupied.duration == timedelta(hours=3)


def test_one_deed_raises_each_number_once(books: Books, now: datetime) -> None:
    asked = a_request(books, now, series=THREE)
    before, later = calendar(books), now + timedelta(hours=1)
    decided = decide(books, asked, later, confirm=FREE)
    assert decided.version == asked.version + 1
    assert [one.sequence for one in decided.occurrences] == [1, 1, 1]
    assert {one.changed_at for one in decided.occurrences} == {later}
    assert calendar(books) == CalendarState(before.version + 1, later)
    assert [one.uid for one in decided.occurrences] == [one.uid for one in asked.occurrences]


def test_what_a_deed_returns_is_what_is_read_afterwards(books: Books, now: datetime) -> None:
    asked = a_request(books, now, "saal", series=THREE)
    first, second, third = (one.id for one in asked.occurrences)
    mixed = {"hold": frozenset({first}), "decline": frozenset({second})}
    returned = [
        decide(books, asked, now, confirm=frozenset({third}), **mixed),
        undo(books, STAFF, asked.reference, asked.version + 1, now).booking,
        decide(books, asked, now, confirm=FREE),
    ]
    assert returned[-1] == get_booking(books, STAFF, asked.reference, now)
    target = Target(day=date(2027, 2, 3), room="saal-b")
    moving = Moving(third, target, Scope.ALL)
    returned.append(move(books, STAFF, asked.reference, moving, now).booking)
    assert returned[-1] == get_booking(books, STAFF, asked.reference, now)
    assert [one.version for one in returned] == [2, 3, 4, 5]


def test_since_when_a_date_waits_is_kept_alike_whichever_way_it_came(
    books: Books, now: datetime
) -> None:
    a_confirmed(books, now, group=DANCERS)
    a_request(books, now, on_conflict=OnConflict.WAIT)
    later = a_request(books, now, begin="10:00", end="12:00")

    def wait(door: Door) -> None:
        opened = door.open(later.reference)
        door.write(opened, [Step(opened.occurrences[0], Status.WAITING)])

    books.change(STAFF, now, wait)
    with books.database.reading() as session:
        kept = session.connection().execute(text("SELECT waiting_since FROM occurrence"))
        since = [row.waiting_since for row in kept if row.waiting_since]
    assert len(since) == 2
    assert since[0] == since[1]


def test_what_is_no_longer_so_cannot_be_written(books: Books, now: datetime) -> None:
    """Places are given up as the value knows them: an old one would leave some behind."""
    booking = a_request(books, now)
    before = everything(books)

    def twice(door: Door) -> None:
        opened = door.open(booking.reference)
        for status in (Status.DECLINED, Status.WITHDRAWN):
            door.write(opened, [Step(opened.occurrences[0], status)])

    with pytest.raises(ValueError, match=booking.reference):
        books.change(STAFF, now, twice)
    assert everything(books) == before


def test_a_date_that_did_not_change_keeps_its_sequence(books: Books, now: datetime) -> None:
    asked = a_request(books, now, series=THREE)
    first, second, third = (one.id for one in asked.occurrences)
    decided = decide(books, asked, now, confirm=frozenset({second}), decline=frozenset({third}))
    assert statuses(decided) == ["requested", "confirmed", "declined"]
    assert [one.sequence for one in decided.occurrences] == [0, 1, 1]
    assert first == decided.occurrences[0].id


def test_a_deed_that_changes_nothing_writes_nothing(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=THREE)
    before = everything(books)
    again = decide(books, booking, now, confirm=frozenset(one.id for one in booking.occurrences))
    assert again == booking
    assert everything(books) == before


def test_every_step_is_told_in_the_history(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    with books.database.reading() as session:
        received, step = find_changes(session, booking.id)
    assert (received.what, received.standing, received.facts) == (
        "received",
        "visitor",
        {"dates": 1, "confirmed": 0},
    )
    assert (step.what, step.standing, step.occurrence_id) == (
        "step",
        "staff",
        booking.occurrences[0].id,
    )
    assert step.facts == {
        "before": "requested",
        "status": "confirmed",
        "reason": "",
        "overruled": [],
    }


def test_a_cancelled_date_gives_its_room_up(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal", series=THREE)
    one = booking.occurrences[1].id
    decisions.cancel(books, STAFF, booking.reference, Cancellation(frozenset({one})), now)
    assert taken(books, OccupancyRow) == {"saal-a": 2, "saal-b": 2}
    assert taken(books, WishRow) == {}


def test_a_wrong_step_writes_nothing_at_all(books: Books, now: datetime) -> None:
    asked = a_request(books, now, series=THREE)
    last = asked.occurrences[2].id
    decisions.cancel(books, STAFF, asked.reference, Cancellation(frozenset({last})), now)
    before = everything(books)
    every = frozenset(one.id for one in asked.occurrences)
    with pytest.raises(WrongStep) as refusal:
        decisions.decide(books, STAFF, asked.reference, Decision(confirm=every), now)
    assert refusal.value.facts == {"occurrence": last, "old": "withdrawn", "new": "confirmed"}
    assert everything(books) == before


def test_a_deed_that_breaks_off_leaves_everything_as_it_was(books: Books, now: datetime) -> None:
    asked = a_request(books, now, series=THREE)
    before = everything(books)

    def deed(door: Door) -> None:
        booking = door.open(asked.reference)
        door.write(booking, [Step(one, Status.CONFIRMED) for one in booking.occurrences])
        door.close()
        raise LookupError("and now this")

    with pytest.raises(LookupError, match="and now this"):
        books.change(STAFF, now, deed)
    assert everything(books) == before


# Holds


def a_hold(books: Books, now: datetime, until: date = TODAY, **more: object) -> Booking:
    """A date held until the end of a day; today, if none is named."""
    asked = a_request(books, now, **more)
    numbers = frozenset(one.id for one in asked.occurrences)
    return decide(books, asked, now, hold=numbers, hold_until=until)


def test_a_hold_is_read_as_a_request_from_midnight_on(books: Books, now: datetime) -> None:
    booking = a_hold(books, now)
    midnight = now + timedelta(hours=14)  # in Wolfsburg
    before = get_booking(books, STAFF, booking.reference, midnight - SECOND).occurrences[0]
    after = get_booking(books, STAFF, booking.reference, midnight).occurrences[0]
    assert (before.status, before.hold_until) == (Status.HELD, TODAY)
    assert (after.status, after.hold_until) == (Status.REQUESTED, None)


def test_a_hold_can_be_prolonged(books: Books, now: datetime) -> None:
    booking = a_hold(books, now)
    numbers = frozenset(one.id for one in booking.occurrences)
    later = decide(books, booking, now, hold=numbers, hold_until=date(2026, 12, 1))
    assert later.occurrences[0].hold_until == date(2026, 12, 1)
    tomorrow = now + timedelta(days=1)
    assert get_booking(books, STAFF, booking.reference, tomorrow) == later


def test_whoever_wants_the_room_gets_it_once_a_hold_has_ended(books: Books, now: datetime) -> None:
    other = a_request(books, now, group=DANCERS)
    held = a_hold(books, now)
    tomorrow = now + timedelta(days=1)
    assert statuses(decide(books, other, tomorrow, confirm=FREE)) == ["confirmed"]
    released = get_booking(books, STAFF, held.reference, tomorrow)
    assert (statuses(released), released.version) == (["requested"], held.version)
    assert released.occurrences[0].sequence == held.occurrences[0].sequence + 1
    assert taken(books, WishRow) == taken(books, OccupancyRow) == {"saal-b": 1}


def test_the_job_tidies_up_once(books: Books, now: datetime) -> None:
    held = a_hold(books, now, series=THREE)
    tomorrow = now + timedelta(days=1)
    version = calendar(books).version
    jobs.end_expired_holds(books, now)
    assert taken(books, OccupancyRow) == {"saal-b": 3}
    jobs.end_expired_holds(books, tomorrow)
    jobs.end_expired_holds(books, tomorrow)
    assert (taken(books, OccupancyRow), taken(books, WishRow)) == ({}, {"saal-b": 3})
    assert calendar(books).version == version + 1
    with books.database.reading() as session:
        ended = find_changes(session, held.id)[-1]
    assert (ended.standing, ended.facts["why"]) == (THE_HOUSE.standing, "hold_ended")


# Calendars


def test_the_moment_of_a_change_never_falls_and_never_repeats(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    moments = [calendar(books).changed_at]
    for at in (now, now - timedelta(days=1), now + timedelta(hours=1)):
        held = decide(
            books,
            booking,
            at,
            hold=frozenset({booking.occurrences[0].id}),
            hold_until=date(2026, 12, 1 + len(moments)),
        )
        moments.append(calendar(books).changed_at)
    assert moments[1:3] == [moments[0] + SECOND, moments[0] + 2 * SECOND]
    assert moments[3] == now + timedelta(hours=1)
    assert held.occurrences[0].changed_at == moments[3]


def renamed(house: House, slug: str) -> House:
    """The house after a room got another name."""
    rooms = tuple(
        room.model_copy(update={"names": Names(de="Umbenannt")}) if room.slug == slug else room
        for room in house.rooms
    )
    return house.model_copy(update={"rooms": rooms})


def etag(books: Books, room: str, now: datetime) -> str:
    """The tag of a room's public feed."""
    return feeds.publish_room(books, KeptFeeds(), room, feeds.Known(), now).etag


def test_renaming_a_room_touches_its_dates_and_changes_its_feeds(
    books: Books, house: House, now: datetime
) -> None:
    hall = a_confirmed(books, now, "saal")
    kitchen = a_confirmed(books, now, "kueche")
    tags = {room: etag(books, room, now) for room in ("saal", "saal-a", "kueche")}
    changed = plant(books.database, renamed(house, "saal"), now)
    after = {room: etag(changed, room, now) for room in tags}
    assert {room for room in tags if tags[room] != after[room]} == {"saal", "saal-a", "kueche"}
    touched = get_booking(changed, STAFF, hall.reference, now).occurrences[0]
    assert touched.sequence == hall.occurrences[0].sequence + 1
    assert touched.changed_at == hall.occurrences[0].changed_at + SECOND
    assert get_booking(changed, STAFF, kitchen.reference, now) == kitchen


def test_after_all_of_this_the_sweep_finds_nothing(books: Books, now: datetime) -> None:
    a_hold(books, now, group=DANCERS, day=date(2027, 1, 11))
    booking = a_confirmed(books, now, "saal", "kueche", series=THREE)
    one = frozenset({booking.occurrences[0].id})
    decisions.cancel(books, STAFF, booking.reference, Cancellation(one), now)
    a_request(books, now, group=DANCERS)
    jobs.end_expired_holds(books, now + timedelta(days=1))
    with books.database.reading() as session:
        assert sweep(session) == {}
        assert (
            session.exec(select(OccupancyRow).where(col(OccupancyRow.holds).is_(None))).all() == []
        )
