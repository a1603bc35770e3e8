"""Staff enter what came by telephone or on paper, and what the house itself plans."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from booking.domain.bookings import BookingKind
from booking.domain.enquiries import Enquiry, Group
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import (
    BadInput,
    DatesNotFree,
    KeyUsedOtherwise,
    NotAllowed,
    SignInNeeded,
)
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.services import entering
from booking.services.books import Books
from booking.services.desk import look_at_desk
from booking.services.entering import Entry
from booking.services.mail.rounds import owe_due_mails
from booking.store.mails import find_mails
from tests.builders import (
    CARETAKER,
    CHOIR,
    DANCERS,
    STAFF,
    TUESDAY,
    a_confirmed,
    a_request,
    an_enquiry,
    weekly,
)

NO_ADDRESS = Group("Nachbarn vom Laagberg", "", "")
WEEK = timedelta(weeks=1)


def call(*rooms: str, **more: object) -> Enquiry:
    """Somebody rang up: room, time and group, nothing else."""
    told = {"title": "", "group": NO_ADDRESS, **more}
    return an_enquiry(*rooms, **told)  # type: ignore[arg-type]  tests name fields of Enquiry


def entry(wish: Enquiry, *days: date, status: Status = Status.CONFIRMED) -> Entry:
    return Entry(wish, frozenset(days or (TUESDAY,)), status)


def test_room_time_and_group_suffice_and_no_mail_is_owed(books: Books, now: datetime) -> None:
    booking = entering.enter(books, STAFF, entry(call()), now, "k")
    assert [one.status for one in booking.occurrences] == [Status.CONFIRMED]
    assert (booking.email, booking.entered_by_staff) == ("", True)
    owe_due_mails(books, now + timedelta(days=47))
    with books.reading(now) as ledger:
        assert [one.recipient for one in find_mails(ledger.session, 9) if one.booking_id] == []


def test_with_an_address_the_answer_is_a_mail(books: Books, now: datetime) -> None:
    booking = entering.enter(books, STAFF, entry(call(group=CHOIR)), now, "k")
    with books.reading(now) as ledger:
        owed = [one.recipient for one in find_mails(ledger.session, 9) if one.booking_id]
    assert owed == [booking.email] == [CHOIR.email]


def test_a_known_name_is_the_known_group(books: Books, now: datetime) -> None:
    known = a_request(books, now)
    named = Group(CHOIR.name.upper(), "", "")
    preview = entering.look_ahead(books, STAFF, call(group=named), now)
    assert preview.known
    assert preview.known.email == CHOIR.email
    booking = entering.enter(books, STAFF, entry(call(group=named)), now, "k")
    assert booking.association_id == known.association_id
    assert booking.email == ""
    stranger = replace(CHOIR, email="other@verein.example")
    other = entering.enter(books, STAFF, entry(call("saal-a", group=stranger)), now, "l")
    assert other.association_id != known.association_id
    assert entering.suggest_groups(books, STAFF, now) == (CHOIR.name,)


def test_dates_that_are_not_ticked_are_not_stored(books: Books, now: datetime) -> None:
    wish = call(series=weekly(TUESDAY + 2 * WEEK))
    booking = entering.enter(books, STAFF, entry(wish, TUESDAY, TUESDAY + 2 * WEEK), now, "k")
    assert [one.day for one in booking.occurrences] == [TUESDAY, TUESDAY + 2 * WEEK]


def test_what_only_asks_holds_nothing(books: Books, now: datetime) -> None:
    wish = entry(call(), status=Status.REQUESTED)
    booking = entering.enter(books, STAFF, wish, now, "k")
    assert [one.status for one in booking.occurrences] == [Status.REQUESTED]
    a_confirmed(books, now, group=DANCERS)


def test_against_a_rule_is_possible_and_remembered(books: Books, now: datetime) -> None:
    wish = call(begin="06:00", end="07:30")
    booking = entering.enter(books, STAFF, entry(wish), now, "k")
    (line,) = look_at_desk(books, STAFF, booking.reference, now).history
    assert line.facts["overruled"] == [Rule.OUTSIDE_HOURS.value]
    assert line.facts["entered"] is True


def test_what_others_hold_cannot_be_entered_and_nothing_is_stored(
    books: Books, now: datetime
) -> None:
    a_confirmed(books, now, day=TUESDAY + WEEK, group=DANCERS)
    wish = call(series=weekly(TUESDAY + WEEK))
    with pytest.raises(DatesNotFree):
        entering.enter(books, STAFF, entry(wish, TUESDAY, TUESDAY + WEEK), now, "k")
    assert entering.suggest_groups(books, STAFF, now) == (DANCERS.name,)


def test_a_form_sent_twice_is_one_booking(books: Books, now: datetime) -> None:
    references = {entering.enter(books, STAFF, entry(call()), now, "k").reference for _ in range(2)}
    assert len(references) == 1
    with pytest.raises(KeyUsedOtherwise):
        entering.enter(books, STAFF, entry(call(begin="08:00")), now, "k")


def test_the_house_plans_its_own(books: Books, now: datetime) -> None:
    wish = call(
        title="Heizung warten",
        kind=BookingKind.MAINTENANCE,
        group=Group(books.house.name, "", ""),
    )
    first = entering.enter(books, STAFF, entry(wish), now, "k")
    second = entering.enter(books, STAFF, entry(replace(wish, rooms=("kueche",))), now, "l")
    assert first.kind is BookingKind.MAINTENANCE
    assert first.association_id == second.association_id


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [(Entry(call(), frozenset()), BadInput), (entry(call(), TUESDAY + WEEK), DatesNotFree)],
)
def test_nothing_is_entered_by_mistake(
    books: Books, now: datetime, wrong: Entry, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        entering.enter(books, STAFF, wrong, now, "k")


@pytest.mark.parametrize(("person", "refusal"), [(VISITOR, SignInNeeded), (CARETAKER, NotAllowed)])
def test_only_staff_enter(
    books: Books, now: datetime, person: Person, refusal: type[Exception]
) -> None:
    for deed in (
        lambda: entering.enter(books, person, entry(call()), now, "k"),
        lambda: entering.look_ahead(books, person, call(), now),
        lambda: entering.suggest_groups(books, person, now),
    ):
        with pytest.raises(refusal):
            deed()
