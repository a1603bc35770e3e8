"""What an association reads on its own page of what the house did: why dates fell, and what it
kept free in vain."""

from datetime import date, datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.moves import Target
from booking.domain.people import Person, Standing
from booking.domain.reasons import Reason
from booking.services import decisions, notes, proposals
from booking.services.books import Books
from booking.services.jobs import run_due_jobs
from booking.services.proposals import Proposing
from booking.services.undoing import undo
from booking.words.catalogue import Words
from booking.words.reasons import told_reason
from tests.builders import STAFF, weekly
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.own_pages import Own, an_offer

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE
TOO_LOUD = "Laute Musik ist zu dieser Zeit nicht möglich."


def refuse(own: Own, *dates: int, text: str = "", because: Reason | None = None) -> None:
    """Staff decline some of its dates, for a usual reason, in words of their own, or both."""
    declined = frozenset(own.ids[one] for one in dates)
    reason = told_reason(because, text, Words(own.booking.language))
    decision = Decision(decline=declined, reason=reason, because=because)
    decisions.decide(own.books, STAFF, own.reference, decision, own.now)


def test_why_dates_were_refused_stands_beside_their_days(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now, series=weekly(date(2027, 2, 2)))
    refuse(own, 0, 2, because=Reason.TOO_LOUD, text="Im <b>Sommer</b> gern.")
    refuse(own, 3, text="Wir bauen um.")
    page = client.get(own.path()).text
    assert page.count("Unser Grund:") == 2
    both = page.partition("Di. 12.01.2027 · Di. 26.01.2027</span>")[2]
    assert both.index(TOO_LOUD) < both.index('dir="auto">Im &lt;b&gt;Sommer&lt;/b&gt; gern.</p>')
    assert "Wir bauen um." in both.partition("Di. 02.02.2027</span>")[2]


def test_a_usual_reason_is_told_in_the_language_of_whoever_reads(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now)
    refuse(own, 0, because=Reason.TOO_LOUD, text="Im Sommer gern.")
    page = client.get(own.path(lang="en")).text
    assert "Loud music is not possible at this time." in page
    assert TOO_LOUD not in page
    assert 'lang="" dir="auto">Im Sommer gern.</p>' in page


def test_why_the_house_cancelled_is_told_and_of_what_the_group_cancelled_nothing(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now, series=weekly(date(2027, 1, 19)))
    decisions.decide(books, STAFF, own.reference, Decision(confirm=FREE), now)
    group = Person(Standing.ASSOCIATION, booking_id=own.booking.id)
    for one, by, reason in ((0, STAFF, "Wasserschaden."), (1, group, "Wir sind krank.")):
        given_up = Cancellation(frozenset({own.ids[one]}), reason=reason)
        decisions.cancel(books, by, own.reference, given_up, now)
    page = client.get(own.path()).text
    assert "Wasserschaden." in page.partition("Di. 12.01.2027</span>")[2]
    assert "Wir sind krank." not in page


def test_what_was_taken_back_and_what_staff_note_is_not_told(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now)
    refuse(own, 0, text="Wir bauen um.")
    notes.write_note(books, STAFF, own.reference, "Schon wieder die.", "once", now)
    assert "Wir bauen um." in client.get(own.path()).text
    undo(books, STAFF, own.reference, own.booking.version, now)
    page = client.get(own.path()).text
    assert "Wir bauen um." not in page
    assert "Schon wieder die." not in page


def test_what_staff_say_to_a_confirmation_is_no_reason(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now)
    decisions.decide(books, STAFF, own.reference, Decision(FREE, reason="Bitte leise."), now)
    assert "Unser Grund:" not in client.get(own.path()).text


KEPT = "haben wir den Raum für Sie freigehalten. Wir haben keine Antwort bekommen."
INSTEAD = "haben wir stattdessen für Sie freigehalten: "
SORRY = "Es tut uns leid, dass Sie warten müssen."


@pytest.fixture
def offered(books: Books, now: datetime) -> Own:
    return an_offer(books, now)


@pytest.mark.parametrize("jobs_ran", [True, False])
def test_an_offer_that_nobody_took_is_told_and_nobody_says_sorry(
    client: Client, books: Books, offered: Own, house_clock: HouseClock, jobs_ran: bool
) -> None:
    assert KEPT not in client.get(offered.path()).text
    house_clock.now = datetime(2026, 12, 2, 9, tzinfo=offered.now.tzinfo)
    if jobs_ran:
        run_due_jobs(books, house_clock.now)
    page = client.get(offered.path()).text
    assert f"Bis Dienstag, 1. Dezember 2026 {KEPT} Jetzt ist Ihr Termin wieder eine" in page
    assert SORRY not in page
    assert "Sie müssen nichts tun." not in page
    ids = frozenset(offered.ids)
    decisions.decide(books, STAFF, offered.reference, Decision(hold=ids), house_clock.now)
    assert KEPT not in client.get(offered.path()).text


@pytest.mark.parametrize("jobs_ran", [True, False])
def test_whose_hold_has_ended_was_answered_in_time_and_is_still_to_be_answered(
    client: Client, books: Books, now: datetime, house_clock: HouseClock, jobs_ran: bool
) -> None:
    own = Own(books, now)
    held = Decision(hold=frozenset(own.ids), hold_until=date(2026, 12, 1))
    decisions.decide(books, STAFF, own.reference, held, now)
    house_clock.now = datetime(2026, 12, 2, 9, tzinfo=now.tzinfo)
    if jobs_ran:
        run_due_jobs(books, house_clock.now)
    page = client.get(own.path()).text
    assert "war bis Dienstag, 1. Dezember 2026 für Sie vorgemerkt" in page
    assert SORRY not in page
    assert KEPT not in page
    assert "Sie müssen nichts tun." in page


@pytest.mark.parametrize("jobs_ran", [True, False])
def test_a_proposal_that_nobody_answered_is_told_and_nobody_says_sorry(
    client: Client, books: Books, now: datetime, house_clock: HouseClock, jobs_ran: bool
) -> None:
    own = Own(books, now)
    own.propose(room="saal-a")
    assert INSTEAD not in client.get(own.path()).text
    house_clock.now = now + timedelta(days=20)
    if jobs_ran:
        run_due_jobs(books, house_clock.now)
    page = client.get(own.path()).text
    told = page.partition(INSTEAD)[2].partition("</span>")[0]
    assert "Saal A" in told
    assert "Ihr Termin bleibt, wie er ist." in told
    assert SORRY not in page
    decisions.decide(books, STAFF, own.reference, Decision(confirm=FREE), house_clock.now)
    assert INSTEAD not in client.get(own.path()).text


def test_whoever_asks_for_another_place_reads_no_more_of_the_lapsed_proposal(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    own = Own(books, now)
    own.propose(room="saal-a")
    house_clock.now = now + timedelta(days=20)
    assert INSTEAD in client.get(own.path()).text
    wish = Proposing(own.ids[0], Target(room="seminar-1"))
    group = Person(Standing.ASSOCIATION, booking_id=own.booking.id)
    proposals.propose(books, group, own.reference, wish, house_clock.now)
    assert INSTEAD not in client.get(own.path()).text


def test_who_still_waits_for_another_date_is_asked_to_excuse_that_it_is_late(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    own = Own(books, now, series=weekly(date(2027, 1, 19)))
    own.propose(room="saal-a")
    house_clock.now = now + timedelta(days=20)
    page = client.get(own.path()).text
    assert INSTEAD in page
    assert SORRY in page
