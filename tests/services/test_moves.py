"""Moving dates, and swapping rooms."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation, Decision
from booking.domain.moves import Scope, Target
from booking.domain.people import VISITOR
from booking.domain.refusals import BadInput, NotFound, NotMovable, SignInNeeded, VersionConflict
from booking.domain.rules import Rule, Severity
from booking.domain.statuses import Status
from booking.services import decisions, moves, swaps
from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.services.moves import Moved, Moving
from booking.services.planting import plant_all_the_same
from booking.store.history import find_changes
from tests.builders import DANCERS, STAFF, a_confirmed, a_request, clock, weekly
from tests.services.test_new_room_file import changed, without

FOUR_WEEKS = weekly(date(2027, 2, 2))
TUESDAYS = [date(2027, 1, 12), date(2027, 1, 19), date(2027, 1, 26), date(2027, 2, 2)]


def move(books: Books, booking: Booking, now: datetime, index: int = 0, **more: object) -> Moved:
    """Moves the date of that index; `room`, `day`, `begin`, `end` say where to."""
    where = {name: more.pop(name) for name in ("room", "day", "begin", "end") if name in more}
    moving = Moving(booking.occurrences[index].id, Target(**where), **more)  # type: ignore[arg-type]
    moved = moves.move(books, STAFF, booking.reference, moving, now)
    assert list(examine_every_row(books.database)) == []
    return moved


def places(booking: Booking) -> list[tuple[str, date, str]]:
    """Where the dates are."""
    return [(one.room, one.day, str(one.begin)) for one in booking.occurrences]


def test_a_date_moves_and_stays_itself(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    moved = move(books, booking, now, room="saal-a", day=date(2027, 1, 13), begin=clock("17:00"))
    [before], [after] = booking.occurrences, moved.booking.occurrences
    assert (after.uid, after.id, after.status) == (before.uid, before.id, Status.CONFIRMED)
    assert (after.room, after.day, str(after.begin), str(after.end)) == (
        "saal-a",
        date(2027, 1, 13),
        "17:00",
        "20:00",
    )
    assert after.sequence == before.sequence + 1
    assert after.changed_at > before.changed_at
    assert moved.booking.version == booking.version + 1


def test_a_series_shifts_by_an_hour_over_itself(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=FOUR_WEEKS)
    later = {"begin": clock("19:00"), "end": clock("21:00")}
    moved = move(books, booking, now, scope=Scope.ALL, **later)
    assert moved.conflicts == ()
    assert places(moved.booking) == [("saal-b", day, "19:00") for day in TUESDAYS]


def test_a_series_shifts_by_a_week_into_its_own_places(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=FOUR_WEEKS)
    moved = move(books, booking, now, scope=Scope.ALL, day=date(2027, 1, 19))
    assert [one.day for one in moved.booking.occurrences] == [*TUESDAYS[1:], date(2027, 2, 9)]


def test_who_needs_the_place_of_one_that_stays_stays_too(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=FOUR_WEEKS)
    a_confirmed(books, now, day=date(2027, 2, 9), group=DANCERS)  # where the last should go
    moved = move(books, booking, now, scope=Scope.ALL, day=date(2027, 1, 19))
    assert [one.day for one in moved.booking.occurrences] == TUESDAYS
    assert [one.occurrence.day for one in moved.conflicts] == TUESDAYS
    assert moved.booking.version == booking.version


def test_only_the_dates_that_are_in_the_way_of_others_stay(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=FOUR_WEEKS)
    other = a_confirmed(books, now, "saal-a", day=date(2027, 1, 26), group=DANCERS)
    moved = move(books, booking, now, scope=Scope.ALL, room="saal-a")
    assert [one.room for one in moved.booking.occurrences] == [
        "saal-a",
        "saal-a",
        "saal-b",
        "saal-a",
    ]
    [conflict] = moved.conflicts
    assert conflict.held_by == {other.occurrences[0].id}


def test_following_leaves_earlier_dates(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=FOUR_WEEKS)
    moved = move(books, booking, now, index=2, scope=Scope.FOLLOWING, room="saal-a")
    assert [one.room for one in moved.booking.occurrences] == [
        "saal-b",
        "saal-b",
        "saal-a",
        "saal-a",
    ]


def test_exceptions_survive_a_move_of_all(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=FOUR_WEEKS)
    once = move(books, booking, now, index=1, day=date(2027, 1, 20)).booking
    twice = move(
        books, once, now, index=0, scope=Scope.ALL, begin=clock("17:00"), end=clock("19:00")
    )
    assert [one.day for one in twice.booking.occurrences] == [
        date(2027, 1, 12),
        date(2027, 1, 20),
        date(2027, 1, 26),
        date(2027, 2, 2),
    ]


def test_rooms_of_a_date_keep_together_in_time(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal-b", "kueche", activity=None)
    moved = move(books, booking, now, room="saal-a", begin=clock("17:00"), end=clock("19:00"))
    assert sorted(places(moved.booking)) == [
        ("kueche", TUESDAYS[0], "17:00"),
        ("saal-a", TUESDAYS[0], "17:00"),
    ]


def test_a_move_over_the_change_of_clocks_keeps_the_wall_clock(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, day=date(2027, 3, 23))
    moved = move(books, booking, now, day=date(2027, 3, 30)).booking
    assert moved.occurrences[0].period.begin == booking.occurrences[0].period.begin + timedelta(
        days=7, hours=-1
    )


def test_a_moved_request_still_holds_nothing(books: Books, now: datetime) -> None:
    booking = move(books, a_request(books, now), now, room="saal-a").booking
    assert booking.occurrences[0].status is Status.REQUESTED
    assert a_confirmed(books, now, "saal-a", group=DANCERS).occurrences


def test_a_hold_moves_with_its_end(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    until = date(2026, 12, 1)
    held = decisions.decide(
        books,
        STAFF,
        booking.reference,
        Decision(hold=frozenset({booking.occurrences[0].id}), hold_until=until),
        now,
    ).booking
    moved = move(books, held, now, room="saal-a").booking
    assert (moved.occurrences[0].status, moved.occurrences[0].hold_until) == (Status.HELD, until)


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ({"begin": clock("22:00"), "end": clock("21:00")}, "leaves_its_day"),
        ({"begin": clock("20:00")}, "leaves_its_day"),
    ],
)
def test_a_time_that_is_none_is_refused(
    books: Books, now: datetime, where: dict[str, object], problem: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        move(books, a_confirmed(books, now), now, **where)
    assert refusal.value.problem == problem


def test_a_date_that_is_over_does_not_move(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    with pytest.raises(BadInput) as refusal:
        move(books, booking, now + timedelta(days=60), room="saal-a")
    assert refusal.value.problem == "cannot_move"


def test_a_move_of_an_old_version_is_told(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    with pytest.raises(VersionConflict):
        move(books, booking, now, room="saal-a", version=1)


def test_only_staff_move(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    moving = Moving(booking.occurrences[0].id, Target(room="saal-a"))
    with pytest.raises(SignInNeeded):
        moves.move(books, VISITOR, booking.reference, moving, now)


def test_two_bookings_swap_their_rooms(books: Books, now: datetime) -> None:
    first = a_confirmed(books, now, "saal-a")
    second = a_confirmed(books, now, "saal-b", group=DANCERS)
    swapped = swaps.swap(
        books,
        STAFF,
        (first.reference, first.occurrences[0].id),
        (second.reference, second.occurrences[0].id),
        now,
    )
    assert [one.occurrences[0].room for one in swapped] == ["saal-b", "saal-a"]
    assert [one.occurrences[0].uid for one in swapped] == [
        first.occurrences[0].uid,
        second.occurrences[0].uid,
    ]
    assert list(examine_every_row(books.database)) == []


def test_a_swap_is_both_or_none(books: Books, now: datetime) -> None:
    first = a_confirmed(books, now, "saal-a")
    second = a_confirmed(books, now, "saal-b", day=date(2027, 1, 13), group=DANCERS)
    a_confirmed(books, now, "saal-b", group=DANCERS)  # where the first would go
    with pytest.raises(NotMovable):
        swaps.swap(
            books,
            STAFF,
            (first.reference, first.occurrences[0].id),
            (second.reference, second.occurrences[0].id),
            now,
        )
    assert list(examine_every_row(books.database)) == []


# Dates that stay say why


def test_a_date_that_stays_for_another_of_its_booking_names_it(books: Books, now: datetime) -> None:
    a_confirmed(books, now, day=date(2027, 2, 9), group=DANCERS)
    booking = a_confirmed(books, now, series=FOUR_WEEKS)
    moved = move(books, booking, now, scope=Scope.ALL, day=TUESDAYS[1])
    stayed = {one.occurrence.id: one for one in moved.conflicts}
    ids = [one.id for one in booking.occurrences]
    assert set(stayed) == set(ids)
    for mine, other in pairwise(ids):  # each needs the place of the next one
        (finding,) = [one for one in stayed[mine].findings if one.rule is Rule.TAKEN]
        assert (finding.severity, finding.facts) == (Severity.BLOCK, {"with": [other]})
        assert stayed[mine].held_by == {other}


def test_history_keeps_only_the_rules_that_gave_way(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, persons=40)
    overrule = frozenset({Rule.TOO_MANY_PERSONS, Rule.CLOSED})
    moved = move(books, booking, now, room="musikraum", overrule=overrule)
    with books.reading(now) as ledger:
        changes = find_changes(ledger.session, booking.id, since=booking.version)
    assert moved.conflicts == ()
    assert [one.facts["overruled"] for one in changes] == [["too_many_persons"]]


# A room that left the house


def without_hall(books: Books, now: datetime) -> Books:
    """The same books after a room file without the hall was taken by force."""
    return plant_all_the_same(books.database, changed(books.house, without("saal")), now)


def test_a_date_whose_room_is_gone_moves_to_another(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal", series=FOUR_WEEKS)
    smaller = without_hall(books, now)
    moved = move(smaller, booking, now, scope=Scope.ALL, room="saal-a")
    assert moved.conflicts == ()
    assert places(moved.booking) == [("saal-a", day, "18:00") for day in TUESDAYS]


def test_a_date_whose_room_is_gone_can_be_cancelled(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal")
    smaller = without_hall(books, now)
    after = decisions.cancel(smaller, STAFF, booking.reference, Cancellation(), now).booking
    assert [one.status for one in after.occurrences] == [Status.CANCELLED]
    assert list(examine_every_row(books.database)) == []


def test_a_date_whose_room_is_gone_needs_a_new_one_to_move(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal")
    with pytest.raises(NotFound):
        move(without_hall(books, now), booking, now, begin=clock("17:00"))
