"""What changes within the next hours reaches caretakers at once, and nothing else does."""

from datetime import datetime, timedelta

from booking.domain.closing import Closing, Fate
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.enquiries import OnConflict
from booking.domain.imports import Source
from booking.domain.mails import Kind
from booking.domain.moves import Target
from booking.domain.people import Person, Role, Standing
from booking.services import closures, decisions, importing, moves, offers
from booking.services.books import Books
from booking.services.postman import PostOffice
from booking.services.swaps import swap
from booking.services.undoing import undo
from tests.builders import CHOIR, DANCERS, STAFF, TUESDAY, a_confirmed, a_request, utc
from tests.mail.mails import deliver, owed, text_of
from tests.mail.servers import Postbox
from tests.mail.test_rounds import an_account
from tests.web.conftest import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
BEFORE = utc(TUESDAY, 8)  # nine hours before the choir comes


def hurried(books: Books) -> int:
    return sum(mail.kind is Kind.SHORT_NOTICE for mail in owed(books))


def test_a_cancellation_at_short_notice_goes_to_each_caretaker_at_once(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.CARETAKER, now)
    an_account(books, Role.STAFF, now)
    booking = a_confirmed(books, now)
    assert hurried(books) == 0
    decisions.cancel(books, STAFF, booking.reference, Cancellation(), BEFORE)
    deliver(books, office, BEFORE)
    (told,) = (one for one in postbox.messages if "kurzfristig" in one["Subject"].lower())
    assert told["To"] == "caretaker@west.example"
    assert "Saal B: fällt aus" in text_of(told)
    assert "https://west.example/today" in text_of(told)


def test_what_is_farther_away_than_a_day_waits_for_the_evening(books: Books, now: datetime) -> None:
    an_account(books, Role.CARETAKER, now)
    booking = a_confirmed(books, now)
    begins = booking.occurrences[0].occupied.begin
    early = begins - timedelta(hours=24)
    decisions.cancel(books, STAFF, booking.reference, Cancellation(), early)
    assert hurried(books) == 0


def test_a_late_confirmation_and_taking_it_back_are_both_told(books: Books, now: datetime) -> None:
    an_account(books, Role.CARETAKER, now)
    asked = a_request(books, now)
    confirmed = decisions.decide(books, STAFF, asked.reference, Decision(confirm=FREE), BEFORE)
    assert hurried(books) == 1
    undo(books, STAFF, asked.reference, confirmed.booking.version, BEFORE)
    assert hurried(books) == 2


def test_a_move_from_today_to_another_day_tells_where_it_was(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.CARETAKER, now)
    booking = a_confirmed(books, now)
    target = Target(day=TUESDAY + timedelta(days=7))
    moving = moves.Moving(booking.occurrences[0].id, target)
    moves.move(books, STAFF, booking.reference, moving, BEFORE)
    deliver(books, office, BEFORE)
    told = next(text_of(one) for one in postbox.messages if "Kurzfristig" in one["Subject"])
    assert "Dienstag, 19. Januar 2027, 18:00–20:00 Uhr, Saal B: zugesagt" in told
    assert "Vorher war es: Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B" in told


def test_a_refusal_at_short_notice_is_nothing_to_caretakers(books: Books, now: datetime) -> None:
    an_account(books, Role.CARETAKER, now)
    asked = a_request(books, now)
    ids = frozenset(one.id for one in asked.occurrences)
    decision = Decision(decline=ids, reason="Leider nicht.")
    decisions.decide(books, STAFF, asked.reference, decision, BEFORE)
    assert hurried(books) == 0


def test_an_offer_that_is_taken_at_short_notice_is_told(books: Books, now: datetime) -> None:
    an_account(books, Role.CARETAKER, now)
    taken = a_confirmed(books, now, group=DANCERS)
    waiting = a_request(books, now, group=CHOIR, on_conflict=OnConflict.WAIT)
    decisions.cancel(books, STAFF, taken.reference, Cancellation(), now)
    number = waiting.occurrences[0].id
    until = TUESDAY - timedelta(days=1)
    offering = offers.Offering(frozenset({number}), until)
    offers.offer(books, STAFF, waiting.reference, offering, now)
    assert hurried(books) == 0
    eve = BEFORE - timedelta(hours=10)
    group = Person(Standing.ASSOCIATION, booking_id=waiting.id)
    for _ in range(2):  # taken twice is told once
        offers.take_offer(books, group, waiting.reference, number, eve)
    assert hurried(books) == 1


def test_what_falls_because_the_house_closes_today_is_told(books: Books, now: datetime) -> None:
    an_account(books, Role.CARETAKER, now)
    booking = a_confirmed(books, now)
    asked = a_request(books, now, begin="10:00", end="12:00", group=DANCERS)
    burst = Closing(TUESDAY, TUESDAY, {"de": "Wasserrohrbruch"})
    ids = [one.occurrences[0].id for one in (booking, asked)]
    closures.close(books, STAFF, burst, dict.fromkeys(ids, Fate.CANCEL), "", "k", BEFORE)
    assert hurried(books) == 1


def test_a_closure_of_today_is_one_mail_however_many_bookings_it_hits(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.CARETAKER, now)
    hit = [a_confirmed(books, now), a_confirmed(books, now, "musikraum", group=DANCERS)]
    deliver(books, office, BEFORE)
    burst = Closing(TUESDAY, TUESDAY, {"de": "Wasserrohrbruch"})
    ids = [one.occurrences[0].id for one in hit]
    closures.close(books, STAFF, burst, dict.fromkeys(ids, Fate.CANCEL), "", "k", BEFORE)
    deliver(books, office, BEFORE)
    told = postbox.messages[-1]
    assert told["Subject"] == "Kurzfristig geändert: 2 Termine"
    assert " ".join(text_of(told).split()).count(": fällt aus") == 2
    assert hurried(books) == 0


def test_two_dates_of_today_that_change_rooms_are_one_mail_with_both_old_places(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.CARETAKER, now)
    choir, dancers = a_confirmed(books, now), a_confirmed(books, now, "saal-a", group=DANCERS)
    deliver(books, office, BEFORE)
    first, second = ((one.reference, one.occurrences[0].id) for one in (choir, dancers))
    swap(books, STAFF, first, second, BEFORE)
    deliver(books, office, BEFORE)
    told = " ".join(text_of(postbox.messages[-1]).split())
    when = "Dienstag, 12. Januar 2027, 18:00–20:00 Uhr"
    assert f"Vorher war es: {when}, Saal B" in told
    assert f"Vorher war es: {when}, Saal A (mit Bühne)" in told
    assert hurried(books) == 0


def test_an_imported_date_of_today_is_told_and_looking_at_the_file_is_not(
    books: Books, now: datetime
) -> None:
    an_account(books, Role.CARETAKER, now)
    lines = (
        "Verein;Raum;Wochentag;von;bis;ab;bis",
        "Chor Sonne;Saal A;Dienstag;18:00;20:00;12.01.2027;19.01.2027",
        "Verein Adria;Saal A;Freitag;18:00;20:00;15.01.2027;15.01.2027",
    )
    plan = Source("plan.csv", "\n".join(lines).encode())
    importing.preview(books, STAFF, plan, BEFORE)
    assert hurried(books) == 0
    for _ in range(2):  # imported twice is told once
        importing.take_over(books, STAFF, plan, BEFORE)
    assert hurried(books) == 1


def test_an_import_tells_all_new_dates_of_today_in_one_mail(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    an_account(books, Role.CARETAKER, now)
    lines = ["Verein;Raum;Wochentag;von;bis;ab;bis"]
    lines += [
        f"Verein {number};Saal A;Dienstag;{number}:00;{number}:45;12.01.2027;12.01.2027"
        for number in (13, 15, 18)
    ]
    plan = Source("plan.csv", "\n".join(lines).encode())
    for _ in range(2):
        importing.take_over(books, STAFF, plan, BEFORE)
    assert [mail.kind for mail in owed(books)] == [Kind.SHORT_NOTICES]
    deliver(books, office, BEFORE)
    (told,) = postbox.messages
    assert told["Subject"] == "Kurzfristig geändert: 3 Termine"
    lines = " ".join(text_of(told).split())
    when = "Dienstag, 12. Januar 2027, 18:00–18:45 Uhr, Saal A (mit Bühne)"
    assert f"{when}: Verein 18: zugesagt" in lines
