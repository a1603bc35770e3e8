"""Mails that wait can be taken out of the outbox again: deeds shortly after each other are one
mail, and of what was taken back nobody reads. That is asked of the database, so of each kind."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.decisions import Cancellation
from booking.domain.mail_states import Trouble
from booking.domain.mails import Kind
from booking.domain.moves import Target
from booking.services import decisions, moves
from booking.services.books import Books
from booking.services.postman import PostOffice
from booking.services.undoing import undo
from booking.store import outbox
from tests.builders import STAFF, TUESDAY, a_confirmed, a_request, weekly
from tests.mail.deeds import decide, group_of, ids, move_to
from tests.mail.mails import deliver, owed, text_of
from tests.mail.servers import Postbox

THREE = weekly(date(2027, 1, 26))


def test_a_decision_that_was_taken_back_is_never_told(
    books: Books, now: datetime, later: datetime, office: PostOffice
) -> None:
    booking = a_confirmed(books, now)
    undo(books, STAFF, booking.reference, booking.version, now)
    assert [mail.kind for mail in owed(books)] == [Kind.RECEIVED]
    assert deliver(books, office, later) == 1


def test_a_date_moved_twice_is_told_once_with_the_place_that_was_read_of(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_confirmed(books, now)
    deliver(books, office, later)
    move_to(books, booking, "kueche", later, "Saal B wird gestrichen")
    soon = later + timedelta(minutes=5)
    move_to(books, booking, "saal-a", soon, "Die Küche ist zu klein")
    assert deliver(books, office, soon + timedelta(minutes=10)) == 1
    told = text_of(postbox.messages[-1])
    assert "18:00–20:00 Uhr, Saal B" in told.split("Jetzt")[0]
    assert "18:00–20:00 Uhr, Saal A" in told.split("Jetzt")[1]
    assert "Küche\n" not in told
    assert told.index("Saal B wird gestrichen") < told.index("Die Küche ist zu klein")


def test_of_a_date_that_is_back_nobody_reads(
    books: Books, now: datetime, later: datetime, office: PostOffice
) -> None:
    booking = a_confirmed(books, now)
    deliver(books, office, later)
    move_to(books, booking, "kueche", later)
    move_to(books, booking, "saal-b", later + timedelta(minutes=5))
    assert deliver(books, office, later + timedelta(hours=1)) == 0
    assert Kind.MOVED not in [mail.kind for mail in owed(books)]


def test_a_move_that_was_read_of_is_not_told_again(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_confirmed(books, now)
    move_to(books, booking, "kueche", now)
    deliver(books, office, later)
    move_to(books, booking, "saal-b", later)
    assert deliver(books, office, later + timedelta(minutes=10)) == 1
    told = text_of(postbox.messages[-1])
    assert "Küche" in told.split("Jetzt")[0]
    assert "Saal B" in told.split("Jetzt")[1]


@pytest.mark.parametrize("by_staff", [True, False])
def test_who_has_not_read_of_a_move_is_told_which_date_falls(
    by_staff: bool,
    books: Books,
    now: datetime,
    later: datetime,
    office: PostOffice,
    postbox: Postbox,
) -> None:
    booking = a_confirmed(books, now)
    deliver(books, office, later)
    moving = moves.Moving(ids(booking)[0], Target(day=TUESDAY + timedelta(days=7)))
    moves.move(books, STAFF, booking.reference, moving, later)
    person = STAFF if by_staff else group_of(booking)
    decisions.cancel(books, person, booking.reference, Cancellation(), later)
    assert deliver(books, office, later + timedelta(minutes=10)) == 1
    told = " ".join(text_of(postbox.messages[-1]).split())
    when, place = "2027, 18:00–20:00 Uhr", "Saal B"
    assert f"- Dienstag, 19. Januar {when}, {place}" in told
    assert f"Vorher war es: Dienstag, 12. Januar {when}, {place}" in told


def test_moves_that_an_unreachable_server_has_left_to_be_told_are_told_from_the_first_place(
    books: Books, now: datetime, later: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_confirmed(books, now)
    deliver(books, office, later)
    move_to(books, booking, "kueche", later, "Wasserschaden")
    due = later + timedelta(minutes=10)
    with books.database.writing() as session:
        (leaving,) = outbox.claim(session, due, 1, timedelta(minutes=5))
    move_to(books, booking, "musikraum", due, "Die Küche ist zu klein")
    with books.database.writing() as session:
        outbox.hand_back(session, leaving, due + timedelta(minutes=1), Trouble.UNREACHABLE)
    move_to(books, booking, "saal-a", due, "Das Klavier kommt")
    assert deliver(books, office, due + timedelta(minutes=10)) == 1
    told = text_of(postbox.messages[-1])
    assert "18:00–20:00 Uhr, Saal B" in told.split("Jetzt")[0]
    reasons = [line for line in told.splitlines() if line.startswith("> ")]
    assert reasons == ["> Wasserschaden", "> Die Küche ist zu klein", "> Das Klavier kommt"]


def test_two_decisions_shortly_after_each_other_are_one_mail(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now, series=THREE)
    deliver(books, office, now)
    first, second, third = ids(booking)
    decide(books, booking, now, confirm=frozenset({first}))
    decide(books, booking, now + timedelta(minutes=2), decline=frozenset({second}), reason="Umbau")
    decide(books, booking, now + timedelta(minutes=4), confirm=frozenset({third}))
    postbox.messages.clear()
    assert deliver(books, office, now + timedelta(minutes=15)) == 1
    text = text_of(postbox.messages[0])
    told, _, rest = text.partition("Nicht möglich")
    assert ("12. Januar" in told, "26. Januar" in told, "19. Januar" in rest) == (True,) * 3
    assert "Umbau" in rest
    assert "Noch nicht" not in text


def test_undoing_the_last_of_three_decisions_leaves_a_mail_about_the_others(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now, series=THREE)
    deliver(books, office, now)
    first, second, third = ids(booking)
    due = now + timedelta(minutes=10)
    decide(books, booking, now, confirm=frozenset({first}))
    with books.database.writing() as session:
        (leaving,) = outbox.claim(session, due, 1, timedelta(minutes=5))
    decide(books, booking, due, confirm=frozenset({second}))
    with books.database.writing() as session:
        outbox.hand_back(session, leaving, due + timedelta(minutes=1), Trouble.UNREACHABLE)
    after = decide(books, booking, due, confirm=frozenset({third}))
    undo(books, STAFF, booking.reference, after.version, due)
    postbox.messages.clear()
    assert deliver(books, office, due + timedelta(minutes=15)) == 1
    confirmed, _, rest = text_of(postbox.messages[0]).partition("Noch nicht")
    assert ("12. Januar" in confirmed, "19. Januar" in confirmed) == (True, True)
    assert "26. Januar" in rest


def test_undoing_the_second_decision_leaves_the_mail_about_the_first(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    booking = a_request(books, now, series=THREE)
    deliver(books, office, now)
    first, second, _ = ids(booking)
    decide(books, booking, now, confirm=frozenset({first}))
    after = decide(books, booking, now, confirm=frozenset({second}))
    undo(books, STAFF, booking.reference, after.version, now)
    postbox.messages.clear()
    assert deliver(books, office, now + timedelta(minutes=15)) == 1
    confirmed, _, rest = text_of(postbox.messages[0]).partition("Noch nicht")
    assert ("12. Januar" in confirmed, "19. Januar" in rest) == (True, True)
