"""Closing: which dates are hit, and what becomes of each, all or nothing."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from booking.domain.closing import Closing, Fate, HitsUnanswered
from booking.domain.decisions import Decision
from booking.domain.mails import Kind
from booking.domain.moves import Target
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import BadInput, NotAllowed, NotFound, SignInNeeded
from booking.domain.statuses import Status
from booking.services import closures
from booking.services.books import Books
from booking.services.decisions import decide
from booking.services.enquiries import check
from booking.services.proposals import Proposing, propose
from booking.store.history import find_changes
from booking.store.mails import find_mails
from booking.store.proposals import find_open_proposals
from tests.builders import (
    CARETAKER,
    DANCERS,
    STAFF,
    TUESDAY,
    a_confirmed,
    a_request,
    an_enquiry,
    weekly,
)
from tests.statements import counted_statements

PAINTING = Closing(TUESDAY, TUESDAY, {"de": "Malerarbeiten", "en": "Painting"}, ("saal-b",))


def hit_ids(books: Books, now: datetime, closing: Closing = PAINTING) -> list[int]:
    return [one.occurrence.id for one in closures.look_at_hits(books, STAFF, closing, now)]


def stand(books: Books, now: datetime, reference: str) -> list[Status]:
    with books.reading(now) as ledger:
        return [one.status for one in ledger.get_booking(reference).occurrences]


def owed(books: Books, now: datetime) -> list[Kind]:
    with books.reading(now) as ledger:
        return [one.kind for one in find_mails(ledger.session, 50)]


def test_everything_in_the_closed_parts_on_the_closed_days_is_hit(
    books: Books, now: datetime
) -> None:
    choir = a_confirmed(books, now, series=weekly(TUESDAY + timedelta(weeks=2)))
    both_halves = a_request(books, now, "saal", begin="10:00", end="12:00", group=DANCERS)
    a_confirmed(books, now, "saal-a", begin="14:00", end="15:00", group=DANCERS)
    ids = {choir.occurrences[0].id, both_halves.occurrences[0].id}
    assert set(hit_ids(books, now)) == ids


def test_what_was_proposed_on_a_closed_day_ends_and_its_date_stays(
    books: Books, now: datetime
) -> None:
    asked = a_request(books, now, day=TUESDAY - timedelta(days=1), group=DANCERS)
    proposing = Proposing(asked.occurrences[0].id, Target(day=TUESDAY))
    propose(books, STAFF, asked.reference, proposing, now)
    moot = closures.look_at_moot(books, STAFF, PAINTING, now)
    assert [(one.reference, one.occurrence.day) for one in moot] == [(asked.reference, TUESDAY)]
    assert hit_ids(books, now) == []

    closures.close(books, STAFF, PAINTING, {}, "", "k", now)
    assert stand(books, now, asked.reference) == [Status.REQUESTED]
    with books.reading(now) as ledger:
        assert find_open_proposals(ledger, asked.id) == ()
        assert find_changes(ledger.session, asked.id)[-1].what == "withdrew_proposal"


def test_each_date_gets_what_was_said_of_it(books: Books, now: datetime) -> None:
    falls = a_confirmed(books, now, begin="08:00", end="09:00")
    asked = a_request(books, now, begin="10:00", end="11:00", group=DANCERS)
    stays = a_confirmed(books, now, begin="13:00", end="14:00")
    open_ = a_confirmed(books, now, begin="16:00", end="17:00")
    said = (Fate.CANCEL, Fate.CANCEL, Fate.KEEP, Fate.LATER)
    bookings = (falls, asked, stays, open_)
    fates = {one.occurrences[0].id: fate for one, fate in zip(bookings, said, strict=True)}
    number = closures.close(books, STAFF, PAINTING, fates, "Danach geht es.", "k", now)

    assert [stand(books, now, one.reference) for one in bookings] == [
        [Status.CANCELLED],
        [Status.DECLINED],
        [Status.CONFIRMED],
        [Status.CONFIRMED],
    ]
    assert {Kind.CANCELLED_BY_HOUSE, Kind.DECIDED} <= set(owed(books, now))
    left = closures.get_closure(books, STAFF, number, now)
    assert [one.reference for one in left.undecided] == [open_.reference]

    closures.decide_hits(books, STAFF, number, {open_.occurrences[0].id: Fate.CANCEL}, "", now)
    assert stand(books, now, open_.reference) == [Status.CANCELLED]
    assert closures.get_closure(books, STAFF, number, now).undecided == ()


def test_a_date_falls_or_stays_in_all_its_rooms(books: Books, now: datetime) -> None:
    dinner = a_confirmed(books, now, "saal-b", "kueche")
    lunch = a_confirmed(books, now, "saal-b", "kueche", begin="11:00", end="13:00")
    ids = [[one.id for one in booking.occurrences] for booking in (dinner, lunch)]
    assert sorted(hit_ids(books, now)) == sorted(ids[0] + ids[1])
    both = {ids[0][0]: Fate.CANCEL, ids[0][1]: Fate.KEEP, ids[1][0]: Fate.KEEP}
    with pytest.raises(BadInput) as refused:
        closures.close(books, STAFF, PAINTING, both, "", "k", now)
    assert refused.value.problem == "date_decided_twice"

    said = {ids[0][0]: Fate.CANCEL, ids[1][0]: Fate.KEEP}
    number = closures.close(books, STAFF, PAINTING, said, "", "k", now)
    assert stand(books, now, dinner.reference) == [Status.CANCELLED] * 2
    assert stand(books, now, lunch.reference) == [Status.CONFIRMED] * 2
    made = closures.get_closure(books, STAFF, number, now)
    assert (made.to_decide, made.staying) == (0, 1)


def test_a_date_that_is_decided_later_falls_in_all_its_rooms(books: Books, now: datetime) -> None:
    dinner = a_confirmed(books, now, "saal-b", "kueche")
    ids = [one.id for one in dinner.occurrences]
    number = closures.close(books, STAFF, PAINTING, {ids[0]: Fate.LATER}, "", "k", now)
    closures.decide_hits(books, STAFF, number, {ids[0]: Fate.CANCEL}, "", now)
    assert stand(books, now, dinner.reference) == [Status.CANCELLED] * 2


def test_a_date_that_came_in_between_stops_everything(books: Books, now: datetime) -> None:
    first = a_confirmed(books, now, begin="08:00", end="09:00")
    seen = dict.fromkeys(hit_ids(books, now), Fate.CANCEL)
    a_confirmed(books, now, begin="10:00", end="11:00", group=DANCERS)
    with pytest.raises(HitsUnanswered):
        closures.close(books, STAFF, PAINTING, seen, "", "k", now)
    assert stand(books, now, first.reference) == [Status.CONFIRMED]
    assert closures.list_closures(books, STAFF, now).made == ()


def test_one_form_makes_one_closure(books: Books, now: datetime) -> None:
    numbers = {closures.close(books, STAFF, PAINTING, {}, "", "k", now) for _ in range(2)}
    assert len(numbers) == len(closures.list_closures(books, STAFF, now).made) == 1


def test_of_who_closes_and_who_asks_at_once_one_is_first(books: Books, now: datetime) -> None:
    """Either the request was there and its fate was asked for, or it found the room closed."""
    outcomes: dict[str, object] = {}

    def close() -> None:
        try:
            outcomes["closed"] = closures.close(books, STAFF, PAINTING, {}, "", "k", now)
        except HitsUnanswered as refusal:
            outcomes["closed"] = refusal

    def ask() -> None:
        outcomes["asked"] = attempt(lambda: a_request(books, now))

    both = [threading.Thread(target=deed) for deed in (close, ask)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    is_closed, is_asked = outcomes["closed"] == 1, not isinstance(outcomes["asked"], Exception)
    assert is_closed != is_asked


def attempt(deed: Callable[[], object]) -> object:
    try:
        return deed()
    except Exception as error:  # noqa: BLE001  whichever way it is refused
        return error


def test_what_two_people_let_take_place_at_once_both_stays(books: Books, now: datetime) -> None:
    dates = [
        a_confirmed(books, now, begin=f"{hour:02}:00", end=f"{hour + 1:02}:00").occurrences[0].id
        for hour in (8, 10)
    ]
    number = closures.close(books, STAFF, PAINTING, dict.fromkeys(dates, Fate.LATER), "", "k", now)

    def keep(one: int) -> None:
        closures.decide_hits(books, STAFF, number, {one: Fate.KEEP}, "", now)

    both = [threading.Thread(target=keep, args=[one]) for one in dates]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert closures.get_closure(books, STAFF, number, now).undecided == ()


def test_an_ended_closure_counts_no_longer(books: Books, now: datetime) -> None:
    number = closures.close(books, STAFF, PAINTING, {}, "", "k", now)
    for _ in range(2):
        closures.reopen(books, STAFF, number, now)
    assert check(books, VISITOR, an_enquiry(), now).bookable == 1
    assert closures.list_closures(books, STAFF, now).made == ()
    with pytest.raises(NotFound):
        closures.get_closure(books, STAFF, number, now)


def test_a_running_closure_that_ends_keeps_its_past(books: Books, now: datetime) -> None:
    long = Closing(date(2026, 11, 23), TUESDAY, {"de": "Umbau"})
    number = closures.close(books, STAFF, long, {}, "", "k", now)
    closures.reopen(books, STAFF, number, now + timedelta(days=3))
    with books.reading(now) as ledger:
        closed = [
            ledger.house.find_closure(date(2026, 11, day), books.house.rooms[0]) is not None
            for day in (25, 26)
        ]
    assert closed == [True, False]


@pytest.mark.parametrize(
    ("closing", "problem"),
    [
        (lambda: Closing(TUESDAY, date(2027, 1, 11), {"de": "x"}), "last_before_first"),
        (lambda: Closing(TUESDAY, TUESDAY, {"en": "x"}), "missing"),
        (lambda: Closing(TUESDAY, date(2029, 1, 1), {"de": "x"}), "range_too_long"),
        (lambda: Closing(TUESDAY, TUESDAY, {"de": "x"}, ("keller",)), "unknown_room"),
        (lambda: Closing(date(2026, 1, 1), date(2026, 1, 2), {"de": "x"}), "in_the_past"),
    ],
)
def test_what_cannot_be_closed_is_refused(
    books: Books, now: datetime, closing: Callable[[], Closing], problem: str
) -> None:
    with pytest.raises(BadInput) as refused:
        closures.close(books, STAFF, closing(), {}, "", "k", now)
    assert refused.value.problem == problem


@pytest.mark.parametrize(("person", "refusal"), [(VISITOR, SignInNeeded), (CARETAKER, NotAllowed)])
def test_only_staff_close_and_open(
    books: Books, now: datetime, person: Person, refusal: type[Exception]
) -> None:
    deeds: list[Callable[[], object]] = [
        lambda: closures.list_closures(books, person, now),
        lambda: closures.look_at_hits(books, person, PAINTING, now),
        lambda: closures.close(books, person, PAINTING, {}, "", "k", now),
        lambda: closures.get_closure(books, person, 1, now),
        lambda: closures.decide_hits(books, person, 1, {}, "", now),
        lambda: closures.reopen(books, person, 1, now),
    ]
    for deed in deeds:
        with pytest.raises(refusal):
            deed()


def test_thirty_closures_are_listed_with_as_many_questions_as_one(
    books: Books, now: datetime
) -> None:
    def statements() -> int:
        with counted_statements(books.database) as sent:
            closures.list_closures(books, STAFF, now)
        return len(sent)

    closures.close(books, STAFF, PAINTING, {}, "", "0", now)
    alone = statements()
    for number in range(1, 30):
        closures.close(books, STAFF, PAINTING, {}, "", str(number), now)
    assert statements() == alone


def test_a_group_reads_of_all_its_dates_that_fall(books: Books, now: datetime) -> None:
    """One mail for what was promised, one for what was asked for."""
    tuesdays = a_request(books, now, series=weekly(TUESDAY + timedelta(weeks=1)))
    first, second = tuesdays.occurrences
    decide(books, STAFF, tuesdays.reference, Decision(confirm=frozenset({first.id})), now)
    painting = Closing(TUESDAY, second.day, PAINTING.reason, PAINTING.rooms)
    fates = dict.fromkeys((first.id, second.id), Fate.CANCEL)
    closures.close(books, STAFF, painting, fates, "", "k", now)

    assert stand(books, now, tuesdays.reference) == [Status.CANCELLED, Status.DECLINED]
    with books.reading(now) as ledger:
        told = {one.kind: one.facts for one in find_mails(ledger.session, 50)}
    assert told[Kind.CANCELLED_BY_HOUSE]["occurrences"] == [first.id]
    assert told[Kind.DECIDED]["occurrences"] == [first.id, second.id], "joined with the decision"
