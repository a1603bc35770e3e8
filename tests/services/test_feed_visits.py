"""Who reads subscriptions: counted without a write for each question, added up over all
processes, and told once when it stops."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher

from booking.domain.feed_health import Client
from booking.domain.feeds import Profile
from booking.domain.mails import Kind
from booking.domain.people import VISITOR, Role
from booking.domain.refusals import NotAllowed, SignInNeeded
from booking.services.books import Books
from booking.services.feed_health import FeedHealth, look_at_feed, look_at_feeds
from booking.services.feed_visits import FeedVisits, write_down
from booking.services.mail.rounds import owe_due_mails
from booking.services.postman import PostOffice
from booking.services.sign_in import add_account
from booking.services.subscriptions import end_feed, list_feeds, subscribe
from booking.store.feed_readers import watch
from booking.store.subscriptions import NewSubscription, add_subscription
from tests.builders import CARETAKER, STAFF
from tests.mail.conftest import office, postbox  # noqa: F401  fixtures
from tests.mail.mails import deliver, owed, text_of
from tests.mail.servers import Postbox
from tests.statements import counted_statements
from tests.web.conftest import ON_ONE_DATABASE

APPLE, GOOGLE = "iOS/18.1 dataaccessd/1.0", "Google-Calendar-Importer"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def number(books: Books, now: datetime) -> int:
    """The subscription of the caretaker."""
    subscribe(books, Profile.CARETAKER, (), "Diensthandy", now)
    return list_feeds(books, now)[0].id


def health(books: Books, number: int, now: datetime) -> FeedHealth:
    return look_at_feed(books, STAFF, number, now)


def test_what_several_processes_counted_is_added_up(
    books: Books, number: int, now: datetime
) -> None:
    one, other = FeedVisits(), FeedVisits()
    one.note(number, APPLE, 200, now, left_out=7)
    one.note(number, APPLE, 304, now + HOUR)
    other.note(number, APPLE, 304, now + 2 * HOUR)
    other.note(number, GOOGLE, 410, now)
    write_down(books, other)
    write_down(books, one)  # older news come later
    found = health(books, number, now)
    assert [(one.client, one.last_status, one.last_asked) for one in found.readers] == [
        (Client.APPLE, 304, now + 2 * HOUR),
        (Client.GOOGLE, 410, now),
    ]
    apple = found.readers[0]
    assert (apple.sent, apple.not_modified, apple.refused, apple.asked) == (1, 2, 0, 3)
    assert found.feed.left_out == 7


@ON_ONE_DATABASE
def test_a_question_is_no_write_and_many_are_one(books: Books, number: int, now: datetime) -> None:
    visits = FeedVisits()
    with counted_statements(books.database) as sent:
        for second in range(1000):
            visits.note(number, APPLE, 304, now + timedelta(seconds=second))
    assert sent == []
    with counted_statements(books.database) as sent:
        write_down(books, visits)
    assert len([one for one in sent if one.startswith(("INSERT", "UPDATE", "DELETE"))]) == 1
    with counted_statements(books.database) as sent:
        write_down(books, visits)  # nobody came
    assert sent == []
    assert health(books, number, now).readers[0].asked == 1000


def read_for_ten_days(books: Books, number: int, now: datetime) -> None:
    """Every hour, and the house was there all the time."""
    visits = FeedVisits()
    for hour in range(241):
        visits.note(number, APPLE, 304, now - 10 * DAY + hour * HOUR)
    write_down(books, visits)
    keep_watch(books, now - 10 * DAY, now)


def keep_watch(books: Books, since: datetime, until: datetime) -> None:
    """The rounds of some days, as far as they are about feeds."""
    with books.database.writing() as session:
        for number in range(int((until - since) / HOUR) + 1):
            watch(session, since + number * HOUR)


@pytest.fixture
def told(books: Books) -> Callable[[datetime], list[str]]:
    """Makes a round and returns who is told of silent feeds for the first time."""
    before: set[str] = set()

    def make(moment: datetime) -> list[str]:
        owe_due_mails(books, moment)
        found = {one.key: one for one in owed(books) if one.kind is Kind.FEED_STOPPED}
        fresh = [one.recipient for key, one in found.items() if key not in before]
        before.update(found)
        return fresh

    return make


def an_account(books: Books, role: Role, now: datetime) -> None:
    hasher = PasswordHasher(1, 8, 1)
    add_account(books.database, hasher, f"{role}@west.example", "A. B.", role, "long enough", now)


Told = Callable[[datetime], list[str]]


@ON_ONE_DATABASE
def test_a_feed_that_stopped_is_told_once_to_staff(
    books: Books,
    number: int,
    now: datetime,
    told: Told,
    office: PostOffice,  # noqa: F811
    postbox: Postbox,  # noqa: F811
) -> None:
    an_account(books, Role.STAFF, now)
    read_for_ten_days(books, number, now)
    keep_watch(books, now, now + 3 * DAY - HOUR)
    assert told(now + 3 * DAY - HOUR) == []
    assert told(now + 3 * DAY) == ["staff@west.example"]
    assert told(now + 3 * DAY + HOUR) == []
    assert health(books, number, now + 3 * DAY).has_stopped
    deliver(books, office, now + 3 * DAY + HOUR)
    (letter,) = [text_of(one) for one in postbox.messages if "Diensthandy" in one["Subject"]]
    assert "23.11.2026, 10:00 Uhr" in letter
    assert "Apple" in letter
    assert f"/staff/feeds/{number}" in letter


@ON_ONE_DATABASE
def test_a_feed_that_is_asked_for_again_or_was_ended_is_not_told(
    books: Books, number: int, now: datetime, told: Told
) -> None:
    an_account(books, Role.STAFF, now)
    read_for_ten_days(books, number, now)
    keep_watch(books, now, now + 3 * DAY - HOUR)
    visits = FeedVisits()
    visits.note(number, APPLE, 304, now + 3 * DAY - HOUR)
    write_down(books, visits)
    assert told(now + 3 * DAY) == []
    end_feed(books, STAFF, number, now)
    keep_watch(books, now + 3 * DAY, now + 8 * DAY)
    assert told(now + 8 * DAY) == []


@ON_ONE_DATABASE
def test_after_an_absence_of_ours_nobody_is_suspected(
    books: Books, number: int, now: datetime, told: Told
) -> None:
    an_account(books, Role.STAFF, now)
    read_for_ten_days(books, number, now)
    assert told(now + 5 * DAY) == []  # the house itself was away for five days
    assert not health(books, number, now + 5 * DAY).has_stopped


@ON_ONE_DATABASE
def test_whoever_owns_a_feed_is_told_too(
    books: Books, number: int, now: datetime, told: Told
) -> None:
    an_account(books, Role.STAFF, now)
    an_account(books, Role.CARETAKER, now)
    with books.database.writing() as session:
        add_subscription(session, NewSubscription(Profile.CARETAKER, account_id=2), now)
    own = list_feeds(books, now)[-1].id
    read_for_ten_days(books, own, now)
    keep_watch(books, now, now + 3 * DAY - HOUR)
    assert sorted(told(now + 3 * DAY)) == ["caretaker@west.example", "staff@west.example"]
    end_feed(books, STAFF, own, now + 4 * DAY)
    ended = [one.recipient for one in owed(books) if one.kind is Kind.FEED_ENDED]
    assert ended == ["caretaker@west.example"]


@ON_ONE_DATABASE
def test_only_staff_see_who_reads(books: Books, number: int, now: datetime) -> None:
    with pytest.raises(SignInNeeded):
        look_at_feeds(books, VISITOR, now)
    with pytest.raises(NotAllowed):
        look_at_feed(books, CARETAKER, number, now)
    with pytest.raises(NotAllowed):
        end_feed(books, CARETAKER, number, now)
