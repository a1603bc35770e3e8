"""What the pages promise about an answer is true: whatever the house has said already, and however
late it is."""

from datetime import date, datetime, timedelta

from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.associations import AssociationFacts
from booking.domain.decisions import FREE, Decision
from booking.domain.enquiries import OnConflict
from booking.services import decisions, enquiries, tokens
from booking.services.associations import change_association
from booking.services.books import Books
from tests.builders import CHOIR, DANCERS, STAFF, TUESDAY, a_confirmed, an_enquiry, weekly
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.enquiries import ask, fill_in

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE
A_DAY_OF_ANSWER = "Wir antworten spätestens am"
IT_IS_OPEN = "noch keine Zusage"


def test_a_wish_to_wait_is_promised_an_offer_and_no_day_of_an_answer(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    waits = {f"choice-{TUESDAY}": "wait"}
    check = fill_in(client, **waits).text
    sent = client.get(ask(client, books, now, **waits).headers["location"]).text
    for page in (check, sent):
        assert "Wird er frei, bieten wir ihn Ihnen per E-Mail an." in page
        assert A_DAY_OF_ANSWER not in page
    assert "Ihre Anfrage ist da." in sent


def test_what_was_confirmed_at_once_is_not_called_open(
    client: Client, books: Books, now: datetime
) -> None:
    secret = tokens.add_association_token(books, CHOIR.name, CHOIR.email, now)
    person = tokens.find_bearer(books, secret, now)
    assert person is not None
    trusted = AssociationFacts(CHOIR.name, trusted=True)
    change_association(books, STAFF, person.association_id or 0, trusted, now)
    small = an_enquiry("seminar-1", persons=12)
    sent = enquiries.request(books, person, small, now, "192.0.2.1")
    path = f"/bookings/{sent.booking.reference}?key={sent.secret}&sent=1"
    page = client.get(path).text
    assert "Gute Nachricht: Sie können den Raum nutzen." in page
    assert IT_IS_OPEN not in page
    assert A_DAY_OF_ANSWER not in page


def test_a_promise_that_was_not_kept_is_owned_up_to(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    sent = enquiries.request(books, STAFF, an_enquiry(), now, "192.0.2.1")
    path = f"/bookings/{sent.booking.reference}?key={sent.secret}"
    assert A_DAY_OF_ANSWER in client.get(path).text
    house_clock.now += timedelta(days=10)
    late = client.get(path).text
    assert "Wir wollten bis" in late
    assert A_DAY_OF_ANSWER not in late
    (one,) = sent.booking.occurrences
    kept = Decision(hold=frozenset({one.id}), hold_until=date(2026, 12, 20))
    decisions.decide(books, STAFF, sent.booking.reference, kept, house_clock.now)
    held = client.get(path).text
    assert "Wir wollten bis" not in held
    assert A_DAY_OF_ANSWER not in held


def test_the_dates_that_wait_for_an_answer_are_counted(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    """Rooms that are wanted together are one date; what is over waits for nobody."""
    wish = an_enquiry("saal-b", "kueche", series=weekly(TUESDAY + timedelta(weeks=2)))
    sent = enquiries.request(books, STAFF, wish, now, "192.0.2.1")
    reference = sent.booking.reference
    path = f"/bookings/{reference}?key={sent.secret}"
    assert "3 Termine warten noch auf unsere Antwort." in client.get(path).text
    later = {one.id for one in sent.booking.occurrences if one.day != TUESDAY}
    decisions.decide(books, STAFF, reference, Decision(confirm=frozenset(later)), now)
    assert "Ein Termin wartet noch auf unsere Antwort." in client.get(path).text
    house_clock.now += timedelta(days=(TUESDAY - house_clock.now.date()).days + 1)
    assert "auf unsere Antwort." not in client.get(path).text


def test_beside_what_is_confirmed_a_wish_to_wait_is_promised_its_offer(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, group=DANCERS)
    series = weekly(TUESDAY + timedelta(weeks=1))
    wish = an_enquiry(series=series, on_conflict=OnConflict.WAIT)
    sent = enquiries.request(books, STAFF, wish, now, "192.0.2.1")
    decisions.decide(books, STAFF, sent.booking.reference, Decision(confirm=FREE), now)
    path = f"/bookings/{sent.booking.reference}?key={sent.secret}"
    for page in (client.get(path).text, client.get(f"{path}&sent=1").text):
        assert "Wird er frei, bieten wir ihn Ihnen per E-Mail an." in page
        assert "auf unsere Antwort." not in page
