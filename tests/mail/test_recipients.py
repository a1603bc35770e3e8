"""Mails go to whoever speaks for their booking by the time they leave."""

from datetime import datetime

from booking.domain.delegates import Successor
from booking.services.addresses import replace_address
from booking.services.books import Books
from booking.services.outbox import try_again
from booking.services.postman import PostOffice
from booking.store.delegates import find_delegates
from tests.builders import CHOIR, STAFF, a_request
from tests.mail.mails import a_mail, deliver, owe, owed
from tests.mail.servers import Postbox
from tests.web.conftest import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
VERA = Successor("Vera Neu", "vera@verein.example", "de")


def replace_choir(books: Books, association_id: int, new: Successor, now: datetime) -> None:
    with books.database.reading() as session:
        number = find_delegates(session, [association_id])[0].id
    replace_address(books, STAFF, number, new.name, new.email, now)


def recipients(postbox: Postbox) -> list[str]:
    return [str(message["To"]) for message in postbox.messages]


def test_a_mail_that_was_taken_goes_to_whoever_speaks_for_its_booking_by_then(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    owe(books, now, a_mail(1, now))
    booking = a_request(books, now)
    postbox.before_message["reader1@verein.example"] = lambda: replace_choir(
        books, booking.association_id, VERA, now
    )
    deliver(books, office, now)
    assert CHOIR.email not in recipients(postbox)
    assert VERA.email in recipients(postbox)


def test_a_mail_that_was_given_up_is_tried_again_with_the_new_address(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now)
    postbox.replies[CHOIR.email] = "550 no such user"
    deliver(books, office, now)
    lost = owed(books)[0]
    assert lost.given_up_at
    replace_choir(books, booking.association_id, VERA, now)
    del postbox.replies[CHOIR.email]
    try_again(books, STAFF, lost.id, now)
    deliver(books, office, now)
    assert set(recipients(postbox)) == {VERA.email}
