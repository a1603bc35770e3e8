"""Staff look after associations: kinds give an order, duplicates become one, an address that
is lost opens nothing any more."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from booking.domain.associations import AssociationFacts
from booking.domain.bookings import Booking
from booking.domain.enquiries import Group
from booking.domain.feeds import Profile
from booking.domain.filters import Filter
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import BadInput, NotAllowed, NotFound, SignInNeeded
from booking.services import enquiries, tokens
from booking.services.addresses import replace_address
from booking.services.associations import (
    change_association,
    list_associations,
    look_at_association,
    note_about,
)
from booking.services.books import Books
from booking.services.desk import look_at_desk
from booking.services.holders import find_holder
from booking.services.inbox import look_at_inbox
from booking.services.merging import merge, preview_merge
from booking.services.proofs import remember
from booking.store.subscriptions import NewSubscription, add_subscription, find_subscription
from tests.builders import CARETAKER, CHOIR, DANCERS, STAFF, a_request, an_enquiry
from tests.mail.mails import owed

CHOIR_TWICE = Group("Chor o. Grenzen", "A. Beispiel", CHOIR.email)


def facts_of(books: Books, booking: Booking, now: datetime) -> AssociationFacts:
    return look_at_association(books, STAFF, booking.association_id, now).association.facts


def say(books: Books, booking: Booking, now: datetime, **more: object) -> None:
    known = facts_of(books, booking, now)
    said = {"name": known.name, "user_group": known.user_group, **more}
    facts = AssociationFacts(**said)  # type: ignore[arg-type]  tests name its fields
    change_association(books, STAFF, booking.association_id, facts, now)


def test_of_several_who_want_the_same_the_first_kind_comes_first(
    books: Books, now: datetime
) -> None:
    wish = a_request(books, now, group=Group("Verein Adria", "C.", "adria@verein.example"))
    first, second = a_request(books, now), a_request(books, now, group=DANCERS)
    kinds = list(books.house.user_groups)
    say(books, first, now, user_group=kinds[-1])
    assert rivals(books, wish, now) == [CHOIR.name, DANCERS.name]
    say(books, second, now, user_group=kinds[0])
    assert rivals(books, wish, now) == [DANCERS.name, CHOIR.name]


def rivals(books: Books, booking: Booking, now: datetime) -> list[str]:
    inbox = look_at_inbox(books, STAFF, Filter(), 1, now)
    (desk,) = (one for one in inbox.pending if one.booking.id == booking.id)
    wanted = {number for one in desk.open_dates for number in one.rivals}
    return [name for number, name in inbox.rivals.items() if number in wanted]


def test_everything_of_a_duplicate_moves(books: Books, now: datetime) -> None:
    kept = a_request(books, now)
    requested = enquiries.request(
        books, VISITOR, an_enquiry("kueche", group=CHOIR_TWICE), now, "192.0.2.1"
    )
    double = requested.booking
    assert double.association_id != kept.association_id
    with books.database.writing() as session:
        wanted = NewSubscription(Profile.ASSOCIATION, association_id=double.association_id)
        feed = add_subscription(session, wanted, now)
    token = tokens.add_association_token(books, CHOIR_TWICE.name, CHOIR.email, now)
    leaving, staying = double.association_id, kept.association_id
    told = preview_merge(books, STAFF, leaving, staying, now)
    assert (told.bookings, told.tokens, told.subscriptions) == (1, 1, 1)
    assert [one.email for one in told.known] == [CHOIR.email]
    for _ in range(2):
        merge(books, STAFF, leaving, staying, now)
    record = look_at_association(books, STAFF, staying, now)
    assert {one.reference for one in record.bookings} == {kept.reference, double.reference}
    assert [one.email for one in record.delegates] == [CHOIR.email]
    assert [one.name for one in record.former] == [CHOIR_TWICE.name]
    bearer = tokens.find_bearer(books, token, now)
    assert bearer is not None
    assert bearer.association_id == staying
    with books.reading(now) as ledger:
        moved = find_subscription(ledger.session, feed)
    assert moved is not None
    assert moved.association_id == staying
    again = a_request(books, now, "musikraum", group=CHOIR_TWICE)
    assert again.association_id == staying  # the old name leads to the same group
    what = [one.what for one in look_at_desk(books, STAFF, double.reference, now).history]
    assert what.count("association_merged") == 1
    listed = list_associations(books, STAFF, "o. grenzen", 1, now).listed
    assert [one.association.id for one in listed] == [staying]


def test_what_an_old_address_opened_is_closed_at_once(books: Books, now: datetime) -> None:
    requested = enquiries.request(books, VISITOR, an_enquiry(), now, "192.0.2.1")
    booking = requested.booking
    with books.database.writing() as session:
        device = remember(session, CHOIR.email, now).secret
        wanted = NewSubscription(Profile.ASSOCIATION, booking_id=booking.id)
        feed = add_subscription(session, wanted, now)
    (delegate,) = look_at_association(books, STAFF, booking.association_id, now).delegates
    for _ in range(2):
        replace_address(books, STAFF, delegate.id, "Vera Neu", "vera@verein.example", now)
    assert tokens.find_link_holder(books, requested.secret, now) is None
    assert find_holder(books, "", device, now) == VISITOR
    with books.reading(now) as ledger:
        ended = find_subscription(ledger.session, feed)
        after = ledger.get_booking(booking.reference)
    assert ended is not None
    assert ended.is_revoked
    assert (after.email, after.contact) == ("vera@verein.example", "Vera Neu")
    assert {mail.recipient for mail in owed(books)} == {"vera@verein.example"}


def test_what_cannot_be_is_refused(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    number = booking.association_id
    with pytest.raises(BadInput):
        say(books, booking, now, user_group="unheard-of")
    with pytest.raises(BadInput):
        merge(books, STAFF, number, number, now)
    with pytest.raises(NotFound):
        merge(books, STAFF, number, 4711, now)
    with pytest.raises(BadInput):
        note_about(books, STAFF, number, " ", "a nonce of this form", now)


def test_what_was_known_of_one_of_two_is_not_lost(books: Books, now: datetime) -> None:
    first, second = a_request(books, now, group=CHOIR_TWICE), a_request(books, now, group=DANCERS)
    kind, until = list(books.house.user_groups)[2], date(2027, 12, 31)
    say(books, first, now, user_group=kind, proof_until=until, trusted=True)
    merge(books, STAFF, first.association_id, second.association_id, now)
    known = facts_of(books, second, now)
    assert (known.user_group, known.proof_until, known.trusted) == (kind, until, False)


def test_what_is_known_of_the_one_that_stays_counts(books: Books, now: datetime) -> None:
    first, second = a_request(books, now, group=CHOIR_TWICE), a_request(books, now, group=DANCERS)
    kinds = list(books.house.user_groups)
    say(books, first, now, user_group=kinds[2], proof_until=date(2027, 12, 31))
    say(books, second, now, user_group=kinds[4])
    merge(books, STAFF, first.association_id, second.association_id, now)
    known = facts_of(books, second, now)
    assert (known.user_group, known.proof_until) == (kinds[4], None)


@pytest.mark.parametrize(("person", "refusal"), [(CARETAKER, NotAllowed), (VISITOR, SignInNeeded)])
def test_only_staff_look_after_associations(
    books: Books, now: datetime, person: Person, refusal: type[Exception]
) -> None:
    number = a_request(books, now).association_id
    deeds: list[Callable[[], object]] = [
        lambda: list_associations(books, person, "", 1, now),
        lambda: look_at_association(books, person, number, now),
        lambda: change_association(books, person, number, AssociationFacts("X"), now),
        lambda: note_about(books, person, number, "X", "a nonce of this form", now),
        lambda: preview_merge(books, person, number, 2, now),
        lambda: merge(books, person, number, 2, now),
        lambda: replace_address(books, person, 1, "X", "x@verein.example", now),
    ]
    for deed in deeds:
        with pytest.raises(refusal):
            deed()
