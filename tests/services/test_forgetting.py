"""Old bookings forget people, and so do lists of who once acted; numbers stay, and so does
whoever still has something booked."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from booking.domain.bookings import Booking
from booking.domain.caretaker_links import NewLink
from booking.domain.decisions import Cancellation
from booking.domain.delegates import HANDOVER_KNOWN, Successor
from booking.domain.feeds import Profile
from booking.domain.mails import Kind
from booking.domain.people import THE_HOUSE, Person, Standing
from booking.services import delegates, messages, tokens
from booking.services.associations import note_about
from booking.services.books import Books
from booking.services.caretaker_links import end, make_link
from booking.services.decisions import cancel
from booking.services.forgetting import forget_old_bookings, forget_people_who_left
from booking.services.handovers import HandingOver, hand_over
from booking.services.jobs import make_mail_round
from booking.services.merging import merge
from booking.services.notes import write_note
from booking.services.own_booking import look_at_own_booking
from booking.services.subscriptions import (
    NewSubscription,
    add_feed,
    end_feed,
    subscribe_to_booking,
)
from booking.store.forgetting import find_forgettable
from booking.store.history import find_changes
from booking.store.tables import (
    AssociationNoteRow,
    AssociationRow,
    CaretakerLinkRow,
    DelegateRow,
    HandoverRow,
    MessageRow,
    NoteRow,
    SubscriptionRow,
)
from tests.builders import CHOIR, DANCERS, STAFF, TUESDAY, a_confirmed
from tests.mail.mails import owed

VERA = Successor("Vera Neu", "vera@verein.example", "de")


def later(books: Books, days: int) -> datetime:
    """Noon, so many days after that Tuesday."""
    return books.house.wall_clock.day(TUESDAY).begin + timedelta(days=days, hours=12)


def delegate_of(booking: Booking) -> Person:
    """Whoever speaks for the choir, on a device on which they have proven it."""
    mine = frozenset({booking.association_id})
    return Person(Standing.ASSOCIATION, proven_email=CHOIR.email, associations=mine)


def stands(books: Books, booking: Booking, now: datetime) -> Booking:
    with books.reading(now) as ledger:
        return ledger.get_booking(booking.reference)


def test_a_booking_forgets_who_asked_and_what_was_written(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, notes="Frau Beispiel hat den Schlüssel", persons=24)
    messages.write(books, STAFF, booking.reference, "Bitte leise.", now)
    after = later(books, 731)
    assert forget_old_bookings(books, later(books, 730)) == 0
    assert forget_old_bookings(books, after) == 1
    forgotten = stands(books, booking, after)
    known = (forgotten.contact, forgotten.email, forgotten.phone, forgotten.title, forgotten.notes)
    assert known == ("", "", "", "", "")
    assert forgotten.association == "–"
    assert (forgotten.persons, forgotten.occurrences) == (24, booking.occurrences)
    with books.reading(after) as ledger:
        kept = ledger.session.scalar(select(func.count()).select_from(MessageRow))
        assert kept == 0
    assert forget_old_bookings(books, after) == 0


def test_a_group_with_something_newer_is_remembered(books: Books, now: datetime) -> None:
    old = a_confirmed(books, now, group=CHOIR)
    other = a_confirmed(books, now, group=DANCERS, begin="10:00", end="12:00")
    a_confirmed(books, now, group=CHOIR, day=TUESDAY + timedelta(days=7))
    after = later(books, 731)
    assert forget_old_bookings(books, after) == 2
    assert stands(books, old, after).association == CHOIR.name
    assert stands(books, old, after).email == CHOIR.email
    assert stands(books, other, after).association == "–"
    assert look_at_own_booking(books, THE_HOUSE, old.reference, after).messages == ()


def test_a_history_keeps_what_was_done_and_forgets_the_reasons(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    cancel(books, STAFF, booking.reference, Cancellation(reason="Frau Beispiel ist krank"), now)
    forget_old_bookings(books, later(books, 731))
    with books.reading(now) as ledger:
        last = find_changes(ledger.session, booking.id)[-1]
    assert last.facts == {"before": "confirmed", "status": "cancelled"}


def test_nobody_speaks_for_a_forgotten_group(books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    after = later(books, 731)
    forget_old_bookings(books, after)
    (delegate,) = rows(books, DelegateRow, now)
    assert isinstance(delegate, DelegateRow)
    assert (delegate.name, delegate.email, delegate.ended_at) == ("–", "", after)


def rows(books: Books, table: type, now: datetime) -> list[object]:
    with books.reading(now) as ledger:
        return list(ledger.session.scalars(select(table).order_by(table.id)))  # type: ignore[attr-defined]


def test_the_feed_of_a_forgotten_booking_has_no_name_and_ends(books: Books, now: datetime) -> None:
    a_confirmed(books, now, day=TUESDAY + timedelta(days=7))
    booking = a_confirmed(books, now, title="Feier von Frau Beispiel")
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    subscribe_to_booking(books, group, booking.reference, now)
    after = later(books, 731)
    forget_old_bookings(books, after)
    (feed,) = rows(books, SubscriptionRow, now)
    assert isinstance(feed, SubscriptionRow)
    assert (feed.name, feed.revoked_at) == ("", after)


def test_the_feeds_of_a_forgotten_group_have_no_name_and_those_that_had_ended_end_no_later(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    wanted = NewSubscription(Profile.ASSOCIATION, name="Handy von Frau Beispiel")
    for nonce in ("first", "second"):
        add_feed(books, STAFF, wanted, booking.reference, nonce, now)
    end_feed(books, STAFF, 1, now)
    after = later(books, 731)
    forget_old_bookings(books, after)
    feeds = rows(books, SubscriptionRow, now)
    told = [(one.name, one.revoked_at) for one in feeds if isinstance(one, SubscriptionRow)]
    assert told == [("", now), ("", after)]


def test_a_program_no_longer_asks_for_a_forgotten_group(books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    for_choir = tokens.add_association_token(books, CHOIR.name, CHOIR.email, now)
    for_staff = tokens.add_staff_token(books, "Anzeige", now)
    after = later(books, 731)
    forget_old_bookings(books, after)
    assert tokens.find_bearer(books, for_choir, after) is None
    assert tokens.find_bearer(books, for_staff, after) is not None
    known = tokens.list_api_tokens(books, after)
    assert [(one.name, one.revoked_at) for one in known] == [("–", after), ("Anzeige", None)]


def test_what_staff_noted_of_a_booking_and_of_its_group_goes(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    write_note(books, STAFF, booking.reference, "Frau Beispiel hat den Schlüssel", "key", now)
    note_about(books, STAFF, booking.association_id, "Frau Beispiel rief an", "nonce", now)
    forget_old_bookings(books, later(books, 731))
    assert rows(books, NoteRow, now) == rows(books, AssociationNoteRow, now) == []


def test_a_group_is_forgotten_under_each_of_its_names(books: Books, now: datetime) -> None:
    leaving = a_confirmed(books, now, group=DANCERS, begin="10:00", end="12:00")
    staying = a_confirmed(books, now, group=CHOIR)
    merge(books, STAFF, leaving.association_id, staying.association_id, now)
    forget_old_bookings(books, later(books, 731))
    groups = rows(books, AssociationRow, now)
    assert [one.name for one in groups if isinstance(one, AssociationRow)] == ["–", "–"]


def test_one_round_takes_so_many_bookings_and_the_oldest_first(books: Books, now: datetime) -> None:
    first = a_confirmed(books, now)
    a_confirmed(books, now, begin="10:00", end="12:00")
    day = TUESDAY + timedelta(days=1)
    with books.reading(now) as ledger:
        assert find_forgettable(ledger.session, day, 1) == [first.id]


def test_what_was_handed_over_is_forgotten_with_what_it_was_about(
    books: Books, now: datetime
) -> None:
    old = a_confirmed(books, now)
    newer = a_confirmed(books, now, day=TUESDAY + timedelta(days=7))
    for reference in (None, old.reference, newer.reference):
        wanted = HandingOver(old.association_id, VERA, reference)
        hand_over(books, delegate_of(old), wanted, now)
    known = []
    for days in (731, 738):
        forget_old_bookings(books, later(books, days))
        handovers = rows(books, HandoverRow, now)
        known.append([one.booking_id for one in handovers if isinstance(one, HandoverRow)])
    assert known == [[None, newer.id], []]


def test_who_was_asked_to_take_over_is_known_for_a_month_after_the_answer_was_due(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    hand_over(books, delegate_of(booking), HandingOver(booking.association_id, VERA), now)
    forget_people_who_left(books, now + HANDOVER_KNOWN)
    assert len(rows(books, HandoverRow, now)) == 1
    make_mail_round(books, now + HANDOVER_KNOWN + timedelta(seconds=1))
    assert rows(books, HandoverRow, now) == []


def test_who_is_asked_to_take_over_after_others_were_forgotten_gets_a_mail(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    wanted = HandingOver(booking.association_id, VERA)
    for asked_at in (now, now + HANDOVER_KNOWN + timedelta(days=1)):
        forget_people_who_left(books, asked_at)
        hand_over(books, delegate_of(booking), wanted, asked_at)
    assert [one.kind for one in owed(books)].count(Kind.HANDOVER) == 2


def test_who_no_longer_speaks_for_a_living_group_is_forgotten(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    number, person = booking.association_id, delegate_of(booking)
    delegates.add_delegate(books, person, number, VERA, now)
    delegates.end_delegate(books, person, 2, now)
    names = []
    for days in (730, 731):
        forget_people_who_left(books, now + timedelta(days=days))
        found = rows(books, DelegateRow, now)
        names.append([(one.name, one.email) for one in found if isinstance(one, DelegateRow)])
    choir = (CHOIR.contact, CHOIR.email)
    assert names == [[choir, (VERA.name, VERA.email)], [choir, ("–", "")]]


def test_who_stood_in_for_the_caretaker_is_forgotten(books: Books, now: datetime) -> None:
    make_link(books, STAFF, NewLink("Vera Neu", "n", "0171 1", None, TUESDAY), now)
    names = []
    for days in (730, 732):
        forget_people_who_left(books, later(books, days))
        (link,) = rows(books, CaretakerLinkRow, now)
        assert isinstance(link, CaretakerLinkRow)
        names.append((link.name, link.phone))
    assert names == [("Vera Neu", "0171 1"), ("–", "")]


def test_who_no_longer_stands_in_is_forgotten_counted_from_that_day(
    books: Books, now: datetime
) -> None:
    make_link(books, STAFF, NewLink("Vera Neu", "n", "0171 1", None, TUESDAY), now)
    end(books, STAFF, 1, now)
    names = []
    for moment in (now, now + timedelta(seconds=1)):
        forget_people_who_left(books, moment + timedelta(days=730))
        (link,) = rows(books, CaretakerLinkRow, now)
        assert isinstance(link, CaretakerLinkRow)
        names.append((link.name, link.phone))
    assert names == [("Vera Neu", "0171 1"), ("–", "")]
