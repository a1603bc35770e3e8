"""What associations' mails lead to: a link for each date, no monthly mail for who does not want
it, rules and free times in answers; and what staff learn of what associations wrote."""

import re
from datetime import date, datetime, timedelta

from argon2 import PasswordHasher

from booking.domain.decisions import Decision
from booking.domain.enquiries import OnConflict
from booking.domain.mails import Kind
from booking.domain.moves import Target
from booking.domain.people import Role
from booking.services import decisions, messages, month_lists, proposals
from booking.services.books import Books
from booking.services.mail.rounds import owe_due_mails
from booking.services.postman import PostOffice
from booking.services.proposals import Proposing
from booking.services.sign_in import add_account
from tests.builders import CHOIR, DANCERS, STAFF, a_confirmed, a_request, utc, weekly
from tests.mail.deeds import group_of
from tests.mail.mails import deliver, html_of, owed, text_of
from tests.mail.servers import Postbox
from tests.web.conftest import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
SPRING = weekly(date(2027, 4, 27))
LISTED = utc(date(2026, 12, 25), 12)
"""When the dates of January are listed."""


def told(books: Books, office: PostOffice, postbox: Postbox, at: datetime) -> str:
    """The text of the last mail that is due at a moment."""
    deliver(books, office, at)
    return text_of(postbox.messages[-1])


def test_the_monthly_mail_has_a_link_for_each_date_and_brings_them_along(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_confirmed(books, now, series=SPRING)
    owe_due_mails(books, LISTED)
    text = told(books, office, postbox, LISTED)
    links = re.findall(r"/bookings/(\S+)/give-up\?key=\S+&date=(\d+)", text)
    assert links == [(booking.reference, str(one.id)) for one in booking.occurrences[:3]]
    assert f"/bookings/{booking.reference}/month-list?key=" in text
    (file,) = postbox.messages[-1].iter_attachments()
    assert str(file.get_content()).count("BEGIN:VEVENT") == 3


def test_who_switched_the_monthly_mail_off_gets_none(
    books: Books, now: datetime, later: datetime, office: PostOffice
) -> None:
    booking = a_confirmed(books, now, series=SPRING)
    deliver(books, office, later)
    owe_due_mails(books, LISTED)
    month_lists.stop_month_list(books, group_of(booking), booking.reference, LISTED)
    assert deliver(books, office, LISTED) == 0  # not even one that waited to leave
    owe_due_mails(books, utc(date(2027, 1, 25), 12))
    assert [one.kind for one in owed(books)].count(Kind.MONTH_AHEAD) == 1


def test_a_confirmation_tells_the_rules_of_the_room(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    a_confirmed(books, now, "kueche")
    text = told(books, office, postbox, later)
    assert "Bitte beachten: Küche" in text
    rules = books.house.get_room("kueche").rules
    assert rules
    assert [str(rule) for rule in rules if f"- {rule}" not in text] == []


def test_a_refusal_names_what_is_free_instead(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    a_confirmed(books, now, group=DANCERS)
    booking = a_request(books, now, begin="19:00", end="21:00", on_conflict=OnConflict.WAIT)
    ids = frozenset(one.id for one in booking.occurrences)
    decisions.decide(books, STAFF, booking.reference, Decision(decline=ids), now)
    text = told(books, office, postbox, later)
    assert "Frei, als wir diese E-Mail geschrieben haben" in text
    assert "- Dienstag, 12. Januar 2027, 15:30–17:30 Uhr, Saal B" in text


def test_after_a_no_the_free_times_overlap_neither_the_wish_nor_each_other(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now)  # 18:00 to 20:00; the room would be free
    ids = frozenset(one.id for one in booking.occurrences)
    decisions.decide(books, STAFF, booking.reference, Decision(decline=ids), now)
    text = told(books, office, postbox, later)
    assert re.findall(r"(\S+) Uhr, Saal B", text.split("Frei, als")[1]) == [
        "16:00–18:00", "20:00–22:00", "14:00–16:00"
    ]  # fmt: skip


def test_what_staff_wrote_says_in_which_language(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now)
    messages.ask(books, STAFF, booking.reference, "Do you need chairs?", now, language="en")
    deliver(books, office, now)
    assert '<blockquote lang="en" dir="auto">' in html_of(postbox.messages[-1])


def test_a_reason_is_in_no_language_that_anybody_knows(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now)
    ids = frozenset(one.id for one in booking.occurrences)
    decision = Decision(decline=ids, reason="The floor is being oiled.")
    decisions.decide(books, STAFF, booking.reference, decision, now)
    told(books, office, postbox, later)
    assert '<blockquote lang="" dir="auto">' in html_of(postbox.messages[-1])


def test_staff_read_in_the_morning_what_associations_wrote_and_wish(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    wrote, wishes = a_confirmed(books, now), a_confirmed(books, now, "kueche", title="Kochen")
    messages.write(books, group_of(wrote), wrote.reference, "Wir sind mehr.", now)
    proposing = Proposing(wishes.occurrences[0].id, Target("saal-a"))
    proposals.propose(books, group_of(wishes), wishes.reference, proposing, now)
    hasher, password = PasswordHasher(1, 8, 1), "long enough"
    add_account(books.database, hasher, "s@west.example", "S.", Role.STAFF, password, now)
    tomorrow = now + timedelta(days=1)
    owe_due_mails(books, tomorrow)
    text = told(books, office, postbox, tomorrow)
    part = text.split("Gruppen haben geschrieben oder wünschen etwas anderes")[1]
    assert f"{wrote.reference}, Chorprobe" in part
    assert f"{wishes.reference}, Kochen" in part


def test_who_only_waits_is_promised_an_offer_and_no_day_of_an_answer(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    a_confirmed(books, now, group=DANCERS)
    a_request(books, now, on_conflict=OnConflict.WAIT)
    deliver(books, office, now)
    (received,) = [text_of(one) for one in postbox.messages if one["To"] == CHOIR.email]
    assert "Wird er frei, bieten wir ihn Ihnen per E-Mail an." in received
    assert "Wir antworten spätestens" not in received
