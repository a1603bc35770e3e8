"""What is typed is kept for two days, holds nothing, and becomes a booking once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from booking.domain.drafts import Draft
from booking.domain.enquiries import Enquiry, OwnPlace
from booking.domain.filters import Filter
from booking.domain.mail_states import Settlement
from booking.domain.mails import Kind
from booking.domain.people import VISITOR
from booking.domain.proofs import ProofPurpose
from booking.domain.refusals import BadInput, DatesNotFree, NotFound, TooManyAttempts
from booking.services import asking, drafts, enquiries
from booking.services.bookings import list_bookings
from booking.services.books import Books
from booking.services.jobs import run_due_jobs
from booking.services.mail.writing import Letterhead, write_mail
from booking.services.proofs import send_code
from booking.store import outbox
from tests.builders import CHOIR, STAFF, TUESDAY, a_confirmed, an_enquiry, clock, weekly
from tests.mail.mails import owed, text_of

ELSEWHERE, LATER = "192.0.2.1", timedelta(hours=12)
TYPED = {"persons": ["24"], "notes": ["Mit Klavier"]}
HEAD = Letterhead("https://west.example", "raum@das-west.example")
NEXT = TUESDAY + timedelta(weeks=1)


def a_draft(books: Books, now: datetime, *agreed: date) -> tuple[str, Draft]:
    """A draft whose sender counts on these days."""
    secret = drafts.keep(books, None, TYPED, now, ELSEWHERE)
    drafts.agree(books, secret, agreed, now)
    draft = drafts.find_draft(books, secret, now)
    assert draft is not None
    return secret, draft


def send(books: Books, now: datetime, draft: Draft, wish: Enquiry | None = None) -> str:
    sent = drafts.send(books, VISITOR, draft, wish or an_enquiry(), now, ELSEWHERE)
    return sent.booking.reference


def count(books: Books, now: datetime) -> int:
    return list_bookings(books, STAFF, Filter(), 1, now).total


def test_what_was_typed_is_kept_for_two_days(books: Books, now: datetime) -> None:
    secret, draft = a_draft(books, now)
    assert draft.content == TYPED
    assert drafts.find_draft(books, "another", now) is None
    assert drafts.find_draft(books, secret, now + drafts.KEPT) is None
    run_due_jobs(books, now + drafts.KEPT)
    assert drafts.find_draft(books, secret, now) is None


def test_a_draft_is_no_booking(books: Books, now: datetime) -> None:
    a_draft(books, now)
    assert count(books, now) == 0


def test_a_draft_becomes_one_booking_however_often_it_is_sent(books: Books, now: datetime) -> None:
    secret, draft = a_draft(books, now)
    assert send(books, now, draft) == send(books, now, draft)
    assert count(books, now) == 1
    sent = drafts.find_draft(books, secret, now)
    assert sent is not None
    assert sent.content == {}
    for email in ("", "lira@verein.example"):
        with pytest.raises(NotFound):
            drafts.open_sent(books, replace(VISITOR, proven_email=email), sent, now)
    theirs = replace(VISITOR, proven_email=CHOIR.email)
    assert drafts.open_sent(books, theirs, sent, now).booking.id == sent.booking_id


def test_after_sending_the_next_words_begin_a_new_draft(books: Books, now: datetime) -> None:
    secret, draft = a_draft(books, now)
    assert drafts.keep(books, secret, TYPED, now, ELSEWHERE) == secret
    send(books, now, draft)
    assert drafts.keep(books, secret, TYPED, now, ELSEWHERE) != secret


def test_nothing_is_sent_while_a_date_that_was_counted_on_is_gone(
    books: Books, now: datetime
) -> None:
    a_confirmed(books, now, day=NEXT)
    series = an_enquiry(series=weekly(NEXT))
    _, draft = a_draft(books, now, TUESDAY, NEXT)
    with pytest.raises(DatesNotFree):
        send(books, now, draft, series)
    _, known = a_draft(books, now, TUESDAY)
    send(books, now, known, series)


def test_a_draft_that_is_gone_cannot_be_sent(books: Books, now: datetime) -> None:
    _, draft = a_draft(books, now)
    with pytest.raises(NotFound):
        send(books, now + drafts.KEPT, draft)
    with pytest.raises(NotFound):
        drafts.open_sent(books, VISITOR, draft, now)


def test_one_origin_begins_few_drafts(books: Books, now: datetime) -> None:
    for _ in range(drafts.MOST_PER_ORIGIN):
        drafts.keep(books, None, TYPED, now, ELSEWHERE)
    with pytest.raises(TooManyAttempts):
        drafts.keep(books, None, TYPED, now, ELSEWHERE)


def asked(books: Books, now: datetime) -> tuple[str, Draft]:
    """A draft whose address is to be proven."""
    secret, draft = a_draft(books, now)
    wish = an_enquiry()
    planned = asking.plan_for(books, VISITOR, wish)
    drafts.ask_for_proof(books, secret, wish, planned, now, ELSEWHERE)
    return secret, draft


def test_the_mail_names_the_dates_and_its_link_opens_the_draft_anywhere(
    books: Books, now: datetime
) -> None:
    _, draft = asked(books, now)
    message = write_mail(books, HEAD, owed(books)[0], now)
    assert message is not None
    text = text_of(message)
    assert "Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B" in text
    link = text.split("/enquire/proof?key=")[1].split()[0]
    found = drafts.find_mailed(books, link, now + drafts.KEPT - timedelta(seconds=1))
    assert found == drafts.Mailed(draft, CHOIR.email)
    assert drafts.find_mailed(books, link, now + drafts.KEPT) is None
    assert drafts.find_mailed(books, "another", now) is None


def test_the_mail_says_which_dates_only_wait(books: Books, now: datetime) -> None:
    secret, _ = a_draft(books, now)
    wish = an_enquiry()
    planned = asking.plan_for(books, VISITOR, wish)
    days = {one.day for one in planned}
    drafts.ask_for_proof(books, secret, wish, planned, now, ELSEWHERE, days)
    message = write_mail(books, HEAD, owed(books)[0], now)
    assert message is not None
    assert "18:00–20:00 Uhr, Saal B (Warteliste)" in text_of(message)


def test_one_reminder_after_twelve_hours_unless_it_was_sent(books: Books, now: datetime) -> None:
    secret, draft = asked(books, now)
    wish = an_enquiry()
    drafts.ask_for_proof(books, secret, wish, asking.plan_for(books, VISITOR, wish), now, ELSEWHERE)
    reminders = [one for one in owed(books) if one.kind is Kind.PROVE_ADDRESS_AGAIN]
    assert [one.due_at for one in reminders] == [now + LATER]
    message = write_mail(books, HEAD, reminders[0], now + LATER)
    assert message is not None
    assert "/enquire/proof?key=" in text_of(message)
    send(books, now + LATER, draft)
    assert write_mail(books, HEAD, reminders[0], now + LATER) is None


def test_who_asks_after_others_were_forgotten_is_reminded_as_well(
    books: Books, now: datetime
) -> None:
    asked(books, now)
    with books.database.writing() as session:
        for mail in outbox.claim(session, now + LATER, 2, timedelta(minutes=1)):
            outbox.settle(session, mail, Settlement(sent_at=now + LATER))
    later = now + timedelta(days=3)
    run_due_jobs(books, later)  # proofs that ran out go, and SQLite gives their ids again
    asked(books, later)
    reminders = [one for one in owed(books) if one.kind is Kind.PROVE_ADDRESS_AGAIN]
    assert [one.due_at for one in reminders] == [now + LATER, later + LATER]


def test_mails_that_wait_tell_nothing_once_another_address_is_typed(
    books: Books, now: datetime
) -> None:
    secret, _ = asked(books, now)
    waiting = owed(books)
    wish = an_enquiry(group=replace(CHOIR, email="lira@verein.example"))
    planned = asking.plan_for(books, VISITOR, wish)
    drafts.ask_for_proof(books, secret, wish, planned, now, ELSEWHERE)
    assert {one.kind for one in waiting} == {Kind.PROVE_ADDRESS, Kind.PROVE_ADDRESS_AGAIN}
    for mail in waiting:
        assert mail.recipient == CHOIR.email
        assert write_mail(books, HEAD, mail, now + LATER) is None


def test_a_code_for_something_else_opens_no_draft(books: Books, now: datetime) -> None:
    secret, _ = a_draft(books, now)
    send_code(books, CHOIR.email, ProofPurpose.MY_BOOKINGS, "de", now, ELSEWHERE, secret)
    message = write_mail(books, HEAD, owed(books)[0], now)
    assert message is not None
    assert "/enquire/proof" not in text_of(message)


def test_a_date_may_be_elsewhere_and_stay_in_the_same_booking(books: Books, now: datetime) -> None:
    a_confirmed(books, now, day=NEXT)
    elsewhere = OwnPlace(NEXT, "saal-a", clock("17:00"), clock("19:00"))
    wish = an_enquiry(series=weekly(NEXT), own_places=(elsewhere,))
    booking = enquiries.request(books, VISITOR, wish, now, ELSEWHERE).booking
    assert [(one.room, str(one.begin)) for one in booking.occurrences] == [
        ("saal-b", "18:00"),
        ("saal-a", "17:00"),
    ]


def test_single_days_wait_and_the_others_are_left_out(books: Books, now: datetime) -> None:
    third = NEXT + timedelta(weeks=1)
    a_confirmed(books, now, series=weekly(NEXT))
    wish = an_enquiry(series=weekly(third), waiting_days=frozenset({NEXT}), any_room=True)
    booking = enquiries.request(books, VISITOR, wish, now, ELSEWHERE).booking
    assert [(one.day, one.status.value) for one in booking.occurrences] == [
        (NEXT, "waiting"),
        (third, "requested"),
    ]
    assert booking.any_room


def test_a_date_elsewhere_must_be_one_that_can_be(books: Books, now: datetime) -> None:
    with pytest.raises(NotFound):
        enquiries.check(books, VISITOR, elsewhere("beratung-1"), now)
    with pytest.raises(BadInput):
        elsewhere("saal-a", "20:00", "19:00")
    with pytest.raises(BadInput):
        an_enquiry("saal-b", "kueche", own_places=elsewhere("saal-a").own_places)


def elsewhere(room: str, begin: str = "18:00", end: str = "20:00") -> Enquiry:
    """The choir's evening, in another room."""
    return an_enquiry(own_places=(OwnPlace(TUESDAY, room, clock(begin), clock(end)),))
