"""Deeds owe mails, one for each deed, and the mails tell what is true when they leave."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.feeds import Profile
from booking.domain.mail_states import MailState
from booking.domain.mails import Kind
from booking.domain.moves import Target
from booking.domain.refusals import NotFound
from booking.services import decisions, moves, proposals, tokens
from booking.services.books import Books
from booking.services.feeds import Known, publish_subscription
from booking.services.kept_feeds import KeptFeeds
from booking.services.postman import PostOffice
from booking.services.subscriptions import subscribe
from calendars.wallclock import ClockTime
from tests.builders import CHOIR, STAFF, TUESDAY, a_confirmed, a_request, weekly
from tests.mail.conftest import HOME, SENDER
from tests.mail.deeds import decide, group_of, ids
from tests.mail.mails import deliver, owed, subjects, text_of
from tests.mail.servers import Postbox
from tests.web.conftest import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
THREE = weekly(date(2027, 1, 26))


def test_an_enquiry_is_answered_at_once_with_what_happens_next(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now)
    assert deliver(books, office, now) == 1
    (message,) = postbox.messages
    assert message["Subject"] == f"[{booking.reference}] Ihre Anfrage ist da: Chorprobe"
    assert message["To"] == CHOIR.email
    assert "Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B" in text_of(message)
    assert "Wir antworten spätestens am Donnerstag, 26. November 2026." in text_of(message)


def test_the_headers_say_who_writes_and_that_no_machine_need_answer(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    a_request(books, now)
    deliver(books, office, now)
    (message,) = postbox.messages
    assert message["From"] == f"Das WEST <{SENDER}>"
    assert message["Reply-To"] == f"Das WEST <{books.house.contact.email}>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == now
    assert message["Message-ID"] == owed(books)[0].message_id


def test_the_link_opens_the_booking_and_no_other_mail_has_the_same(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_confirmed(books, now)
    deliver(books, office, later)
    keys = [key_of(message, booking) for message in postbox.messages]
    assert len(set(keys)) == 2
    for key in keys:
        holder = tokens.find_link_holder(books, key, later)
        assert holder is not None
        assert holder.booking_id == booking.id


def key_of(message: EmailMessage, booking: Booking) -> str:
    address = f"{HOME}/bookings/{booking.reference}?"
    (link,) = (line for line in text_of(message).splitlines() if line.startswith(address))
    return parse_qs(urlsplit(link).query)["key"][0]


def test_one_decision_is_one_mail_that_tells_every_date(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now, series=weekly(date(2027, 2, 2)))
    first, second, third, _ = ids(booking)
    decide(
        books,
        booking,
        now,
        confirm=frozenset({first}),
        hold=frozenset({second}),
        decline=frozenset({third}),
        reason="Der Boden wird gereinigt.",
    )
    deliver(books, office, later)
    text = text_of(postbox.messages[-1])
    expected = [
        "Zugesagt",
        "- Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B",
        "Für Sie vorgemerkt bis Montag, 7. Dezember 2026",
        "- Dienstag, 19. Januar 2027, 18:00–20:00 Uhr, Saal B",
        "Nicht möglich",
        "- Dienstag, 26. Januar 2027, 18:00–20:00 Uhr, Saal B",
        "> Der Boden wird gereinigt.",
        "Noch nicht entschieden",
        "- Dienstag, 2. Februar 2027, 18:00–20:00 Uhr, Saal B",
    ]
    assert [line for line in text.splitlines() if line in expected] == expected
    assert [mail.kind for mail in owed(books)] == [Kind.RECEIVED, Kind.DECIDED]


def test_only_a_refusal_of_all_that_was_asked_for_says_that_it_is_not_possible(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now, series=weekly(date(2027, 1, 19)))
    first, second = ids(booking)
    decide(books, booking, now, confirm=frozenset({first}))
    deliver(books, office, later)
    decide(books, booking, later, decline=frozenset({second}))
    refused = a_request(books, later, "kueche")
    decide(books, refused, later, decline=frozenset(ids(refused)))
    deliver(books, office, later + timedelta(minutes=10))
    partly, wholly = postbox.messages[-2:]
    assert "Unsere Antwort: Chorprobe" in partly["Subject"]
    assert "Leider ist nicht alles davon möglich." in text_of(partly)
    assert "Leider nicht möglich: Chorprobe" in wholly["Subject"]
    assert "Leider ist das nicht möglich." in text_of(wholly)


def test_a_date_that_could_not_be_confirmed_is_named(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now, series=THREE)
    a_confirmed(books, now, day=TUESDAY + timedelta(days=7))
    decide(books, booking, now, confirm=frozenset(ids(booking)))
    deliver(books, office, later)
    (told,) = (text_of(one) for one in postbox.messages if "Unsere Antwort" in one["Subject"])
    before, after = told.split("Nicht zugesagt, weil der Raum belegt ist")
    assert "19. Januar 2027" not in before
    assert "- Dienstag, 19. Januar 2027" in after


def test_a_decision_is_told_after_ten_minutes(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    a_confirmed(books, now)
    assert deliver(books, office, later - timedelta(seconds=1)) == 1
    assert deliver(books, office, later) == 1
    assert "Ja, Sie können den Raum nutzen: Chorprobe" in subjects(postbox.messages)[-1]


def test_a_decision_about_dates_given_up_since_is_not_told(
    books: Books, now: datetime, later: datetime, office: PostOffice
) -> None:
    booking = a_confirmed(books, now)
    decisions.cancel(books, group_of(booking), booking.reference, Cancellation(), now)
    assert deliver(books, office, later) == 2
    assert [mail.state_at(later) for mail in owed(books)] == [
        MailState.SENT,
        MailState.NOT_NEEDED,
        MailState.SENT,
    ]


@pytest.mark.parametrize(
    ("by_staff", "subject"),
    [(True, "Fällt leider aus: Chorprobe"), (False, "Fällt aus, wie Sie wollten: Chorprobe")],
)
def test_a_cancellation_is_news_or_a_receipt(
    by_staff: bool,
    subject: str,
    books: Books,
    now: datetime,
    later: datetime,
    office: PostOffice,
    postbox: Postbox,
) -> None:
    booking = a_confirmed(books, now, series=THREE)
    deliver(books, office, later)
    person = STAFF if by_staff else group_of(booking)
    one = Cancellation(occurrences=frozenset(ids(booking)[:1]), reason="Wasserschaden")
    decisions.cancel(books, person, booking.reference, one, later)
    deliver(books, office, later + timedelta(minutes=10))
    message = postbox.messages[-1]
    assert message["Subject"] == f"[{booking.reference}] {subject}"
    assert [line for line in text_of(message).splitlines() if line.startswith("- ")] == [
        "- Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B"
    ]
    assert ("> Wasserschaden" in text_of(message)) == by_staff


def test_a_moved_date_is_told_with_its_old_place(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_confirmed(books, now)
    target = Target(room="kueche", begin=ClockTime.parse("17:00"), end=ClockTime.parse("19:00"))
    moving = moves.Moving(ids(booking)[0], target)
    moves.move(books, STAFF, booking.reference, moving, now)
    deliver(books, office, later)
    told = text_of(postbox.messages[-1])
    assert "18:00–20:00 Uhr, Saal B" in told.split("Jetzt")[0]
    assert "17:00–19:00 Uhr, Küche" in told.split("Jetzt")[1]


def test_a_proposal_is_told_at_once(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now)
    proposing = proposals.Proposing(ids(booking)[0], Target(room="kueche"), TUESDAY)
    proposals.propose(books, STAFF, booking.reference, proposing, now)
    deliver(books, office, now)
    told = text_of(postbox.messages[-1])
    assert "Wir schlagen stattdessen vor:" in told
    assert "18:00–20:00 Uhr, Küche" in told
    assert "Bitte antworten Sie bis Dienstag, 12. Januar 2027." in told


def test_a_proposal_that_ended_before_its_mail_could_leave_is_not_told(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now, series=THREE)
    first, second, _ = ids(booking)
    for number in (first, second):
        proposing = proposals.Proposing(number, Target(room="kueche"), TUESDAY)
        proposals.propose(books, STAFF, booking.reference, proposing, now)
    decide(books, booking, now, confirm=frozenset({first}))
    deliver(books, office, later)
    told = [text_of(one) for one in postbox.messages if "Unser Vorschlag" in one["Subject"]]
    assert len(told) == 1
    assert "19. Januar" in told[0]


def test_an_answer_says_for_which_dates_something_else_is_proposed(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now, series=THREE)
    first, second, _ = ids(booking)
    decide(books, booking, now, confirm=frozenset({first}))
    proposing = proposals.Proposing(second, Target(room="kueche"), TUESDAY)
    proposals.propose(books, STAFF, booking.reference, proposing, now)
    deliver(books, office, later)
    told = next(text_of(one) for one in postbox.messages if "Unsere Antwort" in one["Subject"])
    proposed, open_still = told.split("Noch nicht entschieden")[1].split("etwas anderes vor")
    assert "19. Januar" in proposed
    assert "26. Januar" not in proposed
    assert "26. Januar" in open_still.split("schreiben wir Ihnen noch einmal")[0]


def test_the_calendar_file_has_the_same_events_as_the_feed(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    a_confirmed(books, now, series=THREE)
    deliver(books, office, later)
    (file,) = postbox.messages[-1].iter_attachments()
    assert file.get_content_type() == "text/calendar"
    assert str(file.get_filename()).endswith(".ics")
    calendar = icalendar.Calendar.from_ical(file.get_content())
    assert "METHOD" not in calendar
    secret = subscribe(books, Profile.STAFF, ("saal-b",), "Test", later)
    feed = publish_subscription(books, KeptFeeds(), secret, Known(), later).body
    assert feed is not None
    assert known_by(calendar) == known_by(icalendar.Calendar.from_ical(feed))
    assert len(known_by(calendar)) == 3


def known_by(calendar: icalendar.Component) -> set[tuple[str, int, datetime]]:
    return {
        (str(one["UID"]), int(one["SEQUENCE"]), one.decoded("DTSTART"))
        for one in calendar.walk("VEVENT")
    }


def test_another_language_comes_with_the_german_below(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    a_request(books, now, group=replace(CHOIR, language="en"))
    deliver(books, office, now)
    (message,) = postbox.messages
    english, german = text_of(message).split("-" * 40)
    assert "Tuesday, 12 January 2027, 18:00–20:00, Hall B" in english
    assert "Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B" in german
    assert message["Content-Language"] == "en, de"


def test_without_an_address_nothing_is_owed(books: Books, now: datetime) -> None:
    a_request(books, now, group=replace(CHOIR, email=""))
    assert owed(books) == ()


def test_an_enquiry_that_is_sent_twice_is_one_mail(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    with pytest.raises(NotFound):
        decisions.decide(books, STAFF, "0000-0000", Decision(confirm=FREE), now)
    decide(books, booking, now, confirm=FREE)
    decide(books, booking, now, confirm=FREE)  # nothing is left to decide
    assert [mail.kind for mail in owed(books)] == [Kind.RECEIVED, Kind.DECIDED]


def test_a_title_cannot_become_a_header(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    title = "Fest\r\nBcc: all@verein.example\r\n\r\n<b>Hallo</b>"
    group = replace(CHOIR, name="Verein\r\nX-Evil: 1", contact="Eva\nX-Evil: 2")
    a_request(books, now, title=title, group=group)
    deliver(books, office, now)
    (message,) = postbox.messages
    assert "Fest Bcc: all@verein.example <b>Hallo</b>" in message["Subject"]
    assert (message["Bcc"], message["X-Evil"]) == (None, None)
