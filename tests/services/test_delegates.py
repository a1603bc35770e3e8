"""Who speaks for an association: others are added, removed, and bookings handed over; each
address proves itself."""

from datetime import datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.domain.delegates import LastDelegate, Successor
from booking.domain.feeds import Profile
from booking.domain.mails import Kind
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import BadInput, Gone, NotFound
from booking.services import delegates, enquiries, handovers, tokens
from booking.services.books import Books
from booking.services.desk import look_at_desk
from booking.services.handovers import HandingOver
from booking.services.holders import find_holder
from booking.services.links import send_new_link
from booking.services.mail.writing import Letterhead, write_mail
from booking.services.own import look_at_own
from booking.services.proofs import remember
from booking.services.subscriptions import get_feed_at, subscribe_to_booking
from booking.store import delegates as kept
from booking.store.subscriptions import NewSubscription, add_subscription, find_subscription
from booking.store.tokens import Purpose, add_token
from booking.words.catalogue import Words
from booking.words.history import tell_history
from tests.builders import CHOIR, DANCERS, STAFF, a_request, an_enquiry
from tests.mail.mails import owed

HEAD = Letterhead("https://west.example", "raum@das-west.example")
VERA = Successor("Vera Neu", "vera@verein.example", "de")


def on_device(books: Books, email: str, now: datetime) -> Person:
    """Whoever has proven this address on their device."""
    with books.database.writing() as session:
        secret = remember(session, email, now).secret
    return find_holder(books, "", secret, now)


def choir(books: Books, now: datetime) -> Person:
    return on_device(books, CHOIR.email, now)


def names(books: Books, person: Person, now: datetime) -> list[str]:
    return [
        one.name
        for group in look_at_own(books, person, now).associations
        for one in group.delegates
    ]


def booking_of(books: Books, booking: Booking, now: datetime) -> Booking:
    with books.reading(now) as ledger:
        return ledger.get_booking(booking.reference)


def history(books: Books, booking: Booking, now: datetime) -> list[str]:
    changes = look_at_desk(books, STAFF, booking.reference, now).history
    return [line.text for line in tell_history(changes, {}, books.house, Words("de"))]


def test_a_proven_address_sees_the_bookings_of_its_associations_and_no_others(
    books: Books, now: datetime
) -> None:
    mine, other = a_request(books, now), a_request(books, now, "kueche", group=DANCERS)
    own = look_at_own(books, choir(books, now), now)
    assert [one.reference for group in own.associations for one in group.bookings] == [
        mine.reference
    ]
    person = choir(books, now)
    assert person.may_see_booking(mine.id, mine.association_id)
    assert not person.may_see_booking(other.id, other.association_id)


def test_an_address_that_is_not_proven_sees_nothing(books: Books, now: datetime) -> None:
    a_request(books, now)
    for person in (VISITOR, find_holder(books, "", "wrong", now), find_holder(books, "x", "", now)):
        assert person == VISITOR
        with pytest.raises(NotFound):
            look_at_own(books, person, now)


def test_who_is_added_acts_once_the_address_is_proven(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    for _ in range(2):  # added twice is added once
        delegates.add_delegate(books, choir(books, now), booking.association_id, VERA, now)
    vera = on_device(books, VERA.email, now)
    assert names(books, vera, now) == ["A. Beispiel", "Vera Neu"]
    assert vera.may_see_booking(booking.id, booking.association_id)
    told = [(mail.kind, mail.recipient) for mail in owed(books)]
    assert told == [(Kind.RECEIVED, CHOIR.email), (Kind.DELEGATE_ADDED, VERA.email)]
    assert "Der Verein hat eine weitere Ansprechperson genannt." in history(books, booking, now)


def test_who_is_removed_loses_links_and_bookings_go_to_the_other(
    books: Books, now: datetime
) -> None:
    requested = enquiries.request(books, VISITOR, an_enquiry(), now, "192.0.2.1")
    booking = requested.booking
    delegates.add_delegate(books, choir(books, now), booking.association_id, VERA, now)
    vera = on_device(books, VERA.email, now)
    first = look_at_own(books, vera, now).associations[0].delegates[0]
    for _ in range(2):
        delegates.end_delegate(books, vera, first.id, now)
    after = booking_of(books, booking, now)
    assert (after.email, after.contact) == (VERA.email, VERA.name)
    assert tokens.find_link_holder(books, requested.secret, now) is None
    assert choir(books, now).associations == frozenset()
    assert [mail.recipient for mail in owed(books) if mail.kind is Kind.DELEGATE_ENDED] == [
        CHOIR.email
    ]


def a_feed(books: Books, booking: Booking, now: datetime) -> str:
    person = choir(books, now)
    return subscribe_to_booking(books, person, booking.reference, now, replaces=True) or ""


def test_who_is_removed_has_no_link_and_no_feed_of_anybody_in_the_group(
    books: Books, now: datetime
) -> None:
    own = enquiries.request(books, VISITOR, an_enquiry(), now, "192.0.2.1")
    foreign = enquiries.request(books, VISITOR, an_enquiry(group=DANCERS), now, "192.0.2.1")
    number = own.booking.association_id
    delegates.add_delegate(books, choir(books, now), number, VERA, now)
    feeds = [a_feed(books, own.booking, now)]
    vera = on_device(books, VERA.email, now)
    with books.database.writing() as session:  # as a mail brings it to whoever has lost it
        link = add_token(session, Purpose.BOOKING_LINK, now, booking_id=own.booking.id)
        wanted = NewSubscription(Profile.ASSOCIATION, association_id=number)
        feeds.append(add_subscription(session, wanted, now))
        dancing = NewSubscription(
            Profile.ASSOCIATION, association_id=foreign.booking.association_id
        )
        kept_feed = add_subscription(session, dancing, now)
    leaving = look_at_own(books, vera, now).associations[0].delegates[1]
    delegates.end_delegate(books, choir(books, now), leaving.id, now)
    assert tokens.find_link_holder(books, link, now) is None
    assert tokens.find_link_holder(books, foreign.secret, now) is not None
    assert get_feed_at(books, kept_feed, now).is_revoked is False
    for feed in feeds:
        with pytest.raises(Gone):
            get_feed_at(books, feed, now)


def test_who_hands_all_over_and_goes_reads_no_feed_of_the_group(
    books: Books, now: datetime
) -> None:
    number = a_request(books, now).association_id
    with books.database.writing() as session:
        wanted = NewSubscription(Profile.ASSOCIATION, association_id=number)
        feed = add_subscription(session, wanted, now)
    handing = HandingOver(number, VERA, ends_access=True)
    handovers.hand_over(books, choir(books, now), handing, now)
    vera = on_device(books, VERA.email, now)
    handovers.accept_handover(books, vera, look_at_own(books, vera, now).asked[0].id, now)
    with pytest.raises(Gone):
        get_feed_at(books, feed, now)


@pytest.mark.parametrize("ends_access", [True, False])
def test_who_handed_a_booking_over_reads_its_feed_no_longer_if_they_wished_so(
    books: Books, now: datetime, ends_access: bool
) -> None:
    given, stays = a_request(books, now), a_request(books, now, "kueche")
    feeds = [a_feed(books, one, now) for one in (given, stays)]
    wanted = HandingOver(given.association_id, VERA, given.reference, ends_access)
    handovers.hand_over(books, choir(books, now), wanted, now)
    vera = on_device(books, VERA.email, now)
    handovers.accept_handover(books, vera, look_at_own(books, vera, now).asked[0].id, now)
    with books.reading(now) as ledger:
        found = [find_subscription(ledger.session, one) for one in feeds]
    assert [one and one.is_revoked for one in found] == [ends_access, False]


def test_a_mail_that_waits_brings_its_link_to_whoever_speaks_by_now(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    delegates.add_delegate(books, choir(books, now), booking.association_id, VERA, now)
    send_new_link(books, booking.reference, CHOIR.email, "192.0.2.1", now)
    (asked_for,) = (mail for mail in owed(books) if mail.kind is Kind.NEW_LINK)
    assert write_mail(books, HEAD, asked_for, now) is not None
    vera = on_device(books, VERA.email, now)
    leaving = look_at_own(books, vera, now).associations[0].delegates[0]
    delegates.end_delegate(books, vera, leaving.id, now)
    (received,) = (mail for mail in owed(books) if mail.kind is Kind.RECEIVED)
    assert received.recipient == VERA.email
    message = write_mail(books, HEAD, asked_for, now)  # as it was taken before
    assert message is not None
    assert message["To"] == VERA.email


def test_who_has_no_address_leaves_without_a_mail(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    with books.database.writing() as session:
        silent = kept.add_delegate(
            session, booking.association_id, Successor("Anna Still", "", "de")
        )
    delegates.end_delegate(books, choir(books, now), silent.id, now)
    assert names(books, choir(books, now), now) == [CHOIR.contact]
    assert [mail.kind for mail in owed(books)] == [Kind.RECEIVED]


def test_the_last_one_stays(books: Books, now: datetime) -> None:
    a_request(books, now)
    person = choir(books, now)
    (own,) = look_at_own(books, person, now).associations[0].delegates
    with pytest.raises(LastDelegate):
        delegates.end_delegate(books, person, own.id, now)


def test_strangers_and_link_holders_change_nobody(books: Books, now: datetime) -> None:
    requested = enquiries.request(books, VISITOR, an_enquiry(), now, "192.0.2.1")
    number = requested.booking.association_id
    a_request(books, now, "kueche", group=DANCERS)
    own = look_at_own(books, choir(books, now), now).associations[0].delegates[0]
    strangers = (
        VISITOR,
        on_device(books, DANCERS.email, now),
        find_holder(books, requested.secret, "", now),
    )
    for stranger in strangers:
        with pytest.raises(NotFound):
            delegates.add_delegate(books, stranger, number, VERA, now)
        with pytest.raises(NotFound):
            delegates.end_delegate(books, stranger, own.id, now)
        with pytest.raises(NotFound):
            handovers.hand_over(books, stranger, HandingOver(number, VERA), now)


def test_nothing_is_handed_over_before_the_other_agrees(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    wanted = HandingOver(booking.association_id, VERA, ends_access=True)
    handovers.hand_over(books, choir(books, now), wanted, now)
    assert booking_of(books, booking, now).email == CHOIR.email
    vera = on_device(books, VERA.email, now)
    assert names(books, vera, now) == []
    (asked,) = look_at_own(books, vera, now).asked
    for _ in range(2):
        handovers.accept_handover(books, vera, asked.id, now)
    assert booking_of(books, booking, now).email == VERA.email
    assert names(books, on_device(books, VERA.email, now), now) == ["Vera Neu"]
    assert choir(books, now).associations == frozenset()
    kinds = [mail.kind for mail in owed(books)]
    assert kinds == [Kind.RECEIVED, Kind.HANDOVER, Kind.HANDED_OVER]


def test_one_booking_is_handed_over_and_the_others_stay(books: Books, now: datetime) -> None:
    requested = enquiries.request(books, VISITOR, an_enquiry(), now, "192.0.2.1")
    given, kept = requested.booking, a_request(books, now, "kueche")
    wanted = HandingOver(given.association_id, VERA, given.reference)
    handovers.hand_over(books, choir(books, now), wanted, now)
    vera = on_device(books, VERA.email, now)
    (asked,) = look_at_own(books, vera, now).asked
    handovers.accept_handover(books, vera, asked.id, now)
    assert booking_of(books, given, now).email == VERA.email
    assert booking_of(books, kept, now).email == CHOIR.email
    assert tokens.find_link_holder(books, requested.secret, now) is not None  # not wished
    assert "Der Verein hat die Buchung an eine andere Person übergeben." in (
        history(books, given, now)
    )


def test_who_handed_everything_over_and_left_has_nothing_more_to_give(
    books: Books, now: datetime
) -> None:
    one, _ = a_request(books, now), a_request(books, now, "kueche")
    person = choir(books, now)
    later = Successor("Spät Dran", "spaet@verein.example", "de")
    handovers.hand_over(books, person, HandingOver(one.association_id, later, one.reference), now)
    everything = HandingOver(one.association_id, VERA, ends_access=True)
    handovers.hand_over(books, person, everything, now)
    vera, late = on_device(books, VERA.email, now), on_device(books, later.email, now)
    (open_,) = look_at_own(books, late, now).asked
    handovers.accept_handover(books, vera, look_at_own(books, vera, now).asked[0].id, now)
    assert look_at_own(books, late, now).asked == ()
    with pytest.raises(NotFound):
        handovers.accept_handover(books, late, open_.id, now)
    assert booking_of(books, one, now).email == VERA.email


def test_a_handover_is_only_for_whom_it_names_and_only_for_a_while(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    person = choir(books, now)
    wanted = HandingOver(booking.association_id, VERA)
    handovers.hand_over(books, person, wanted, now)
    vera = on_device(books, VERA.email, now)
    (asked,) = look_at_own(books, vera, now).asked
    stranger = on_device(books, DANCERS.email, now)
    for act in (handovers.accept_handover, handovers.refuse_handover):
        with pytest.raises(NotFound):
            act(books, stranger, asked.id, now)
    with pytest.raises(NotFound):
        handovers.take_back_handover(books, stranger, asked.id, now)
    with pytest.raises(NotFound):
        handovers.accept_handover(books, vera, asked.id, now + timedelta(days=15))
    handovers.take_back_handover(books, person, asked.id, now)
    with pytest.raises(NotFound):
        handovers.accept_handover(books, vera, asked.id, now)


def test_a_refused_handover_changes_nothing(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    wanted = HandingOver(booking.association_id, VERA)
    handovers.hand_over(books, choir(books, now), wanted, now)
    vera = on_device(books, VERA.email, now)
    handovers.refuse_handover(books, vera, look_at_own(books, vera, now).asked[0].id, now)
    assert booking_of(books, booking, now).email == CHOIR.email
    assert look_at_own(books, vera, now).asked == ()


def test_nobody_hands_over_to_themselves_or_what_is_not_theirs(books: Books, now: datetime) -> None:
    booking, other = a_request(books, now), a_request(books, now, "kueche", group=DANCERS)
    person = choir(books, now)
    own = Successor("Ich", CHOIR.email, "de")
    with pytest.raises(BadInput) as refusal:
        handovers.hand_over(books, person, HandingOver(booking.association_id, own), now)
    assert refusal.value.problem == "own_address"
    theirs = HandingOver(booking.association_id, VERA, other.reference)
    with pytest.raises(NotFound):
        handovers.hand_over(books, person, theirs, now)


def test_a_link_opens_its_booking_until_thirty_days_after_the_last_date(
    books: Books, now: datetime
) -> None:
    requested = enquiries.request(books, VISITOR, an_enquiry(), now, "192.0.2.1")
    last = requested.booking.occurrences[0].period.end
    for days, opens in ((29, True), (31, False)):
        found = tokens.find_link_holder(books, requested.secret, last + timedelta(days=days))
        assert (found is not None) is opens
