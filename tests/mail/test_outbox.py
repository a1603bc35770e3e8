"""The outbox keeps one mail for each event, and each mail for one worker at a time."""

from dataclasses import replace
from datetime import datetime, timedelta

from booking.domain.mail_states import MailState, Settlement, Trouble
from booking.domain.mails import Kind, Mail
from booking.services.books import Books
from booking.store import outbox
from booking.store.mails import count_given_up
from booking.store.recalling import recall, recall_waiting
from tests.builders import a_request
from tests.mail.mails import a_mail, owe, owed

LEASE = timedelta(minutes=10)


def claim(books: Books, now: datetime) -> tuple[Mail, ...]:
    with books.database.writing() as session:
        return outbox.claim(session, now, 20, LEASE)


def settle(books: Books, mail: Mail, settlement: Settlement) -> bool:
    with books.database.writing() as session:
        return outbox.settle(session, mail, settlement)


def take_back(books: Books, key: str, now: datetime) -> bool:
    with books.database.writing() as session:
        return recall(session, key, now) is not None


def test_an_event_is_told_once_however_often_it_is_owed(books: Books, now: datetime) -> None:
    owe(books, now, a_mail(1, now))
    owe(books, now, a_mail(1, now, recipient="other@verein.example"), a_mail(2, now))
    assert [mail.recipient for mail in owed(books)] == [
        "reader1@verein.example",
        "reader2@verein.example",
    ]


def test_a_mail_belongs_to_whoever_took_it_until_the_lease_is_over(
    books: Books, now: datetime
) -> None:
    owe(books, now, a_mail(1, now))
    (taken,) = claim(books, now)
    assert claim(books, now + LEASE - timedelta(seconds=1)) == ()
    (again,) = claim(books, now + LEASE)
    assert (taken.attempts, again.attempts) == (1, 2)
    assert again.message_id == taken.message_id
    assert not settle(books, taken, Settlement(sent_at=now))
    assert settle(books, again, Settlement(sent_at=now + LEASE))
    assert owed(books)[0].sent_at == now + LEASE


def test_a_mail_can_be_taken_back_until_it_leaves(books: Books, now: datetime) -> None:
    owe(books, now, a_mail(1, now), a_mail(2, now))
    assert take_back(books, "feed 1", now)
    assert not take_back(books, "feed 1", now)
    (leaving,) = claim(books, now)
    assert leaving.state_at(now) is MailState.LEAVING
    assert not take_back(books, "feed 2", now)
    settle(books, leaving, Settlement(sent_at=now))
    assert not take_back(books, "feed 2", now)
    assert [mail.key for mail in owed(books)] == ["feed 2"]


def test_a_mail_that_somebody_tried_to_send_is_not_gathered_into_the_next(
    books: Books, now: datetime
) -> None:
    booking, later = a_request(books, now), now + timedelta(minutes=10)
    tried = replace(a_mail(1, now), booking_id=booking.id)
    owe(books, now, tried, replace(a_mail(2, later), booking_id=booking.id))
    of_feed = next(mail for mail in claim(books, now) if mail.key == "feed 1")
    assert settle(books, of_feed, Settlement(next_try_at=later, trouble=Trouble.PUT_OFF))
    with books.database.writing() as session:
        gathered = recall_waiting(session, booking.id, Kind.FEED_ENDED, now)
    assert [mail.key for mail in gathered] == ["feed 2"]


def test_a_mail_that_was_given_up_gets_all_its_attempts_again(books: Books, now: datetime) -> None:
    owe(books, now, a_mail(1, now))
    (taken,) = claim(books, now)
    settle(books, taken, Settlement(given_up_at=now, trouble=Trouble.REFUSED, server_said="550 no"))
    assert claim(books, now) == ()
    with books.database.writing() as session:
        assert count_given_up(session) == 1
        assert outbox.try_again(session, taken.id, now)
    (again,) = claim(books, now)
    assert again.attempts == 1
    settle(books, again, Settlement(sent_at=now))
    with books.database.writing() as session:
        assert not outbox.try_again(session, taken.id, now)
