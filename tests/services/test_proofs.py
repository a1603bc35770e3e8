"""An address is proven by the code sent to it, in the browser that asked, and by nothing else."""

from datetime import datetime, timedelta

import pytest

from booking.domain.mails import Key
from booking.domain.people import THE_HOUSE
from booking.domain.proofs import CODE_LASTS, DEVICE_LASTS, MOST_TRIES, ProofPurpose, WrongCode
from booking.domain.refusals import NotFound, TooManyAttempts
from booking.services import proofs
from booking.services.books import Books
from booking.services.mail.writing import Letterhead, keys_of, write_mail
from tests.mail.mails import owed, text_of
from tests.web.codes import code_in

MINE, ASKING = ProofPurpose.MY_BOOKINGS, ProofPurpose.ENQUIRY
EMAIL, ELSEWHERE = "chor@verein.example", "192.0.2.1"
HEAD = Letterhead("https://west.example", "raum@das-west.example")


def send(books: Books, now: datetime, email: str = EMAIL, handle: str | None = None) -> str:
    return proofs.send_code(books, email, MINE, "de", now, ELSEWHERE, handle)


def delivered(books: Books, now: datetime) -> str:
    """The code in the last mail, which leaves now."""
    message = write_mail(books, HEAD, owed(books)[-1], now)
    assert message is not None
    return code_in(text_of(message))


def test_the_code_from_the_mail_proves_the_address(books: Books, now: datetime) -> None:
    handle = send(books, now)
    proven = proofs.prove(books, handle, MINE, delivered(books, now), now)
    assert proven.email == EMAIL
    assert proofs.find_proven_email(books, proven.secret, now) == EMAIL
    over = now + DEVICE_LASTS
    assert proofs.find_proven_email(books, proven.secret, over) is None


def test_a_device_can_be_forgotten(books: Books, now: datetime) -> None:
    proven = proofs.prove(books, send(books, now), MINE, delivered(books, now), now)
    proofs.forget_device(books, proven.secret)
    assert proofs.find_proven_email(books, proven.secret, now) is None


def test_a_right_code_is_right_twice(books: Books, now: datetime) -> None:
    handle, code = send(books, now), delivered(books, now)
    first, second = (proofs.prove(books, handle, MINE, code, now) for _ in range(2))
    assert first.email == second.email
    assert first.secret != second.secret


def test_a_code_is_of_no_use_in_another_browser_or_for_another_purpose(
    books: Books, now: datetime
) -> None:
    handle, other = send(books, now), send(books, now, "lira@verein.example")
    delivered(books, now)
    code = code_in(text_of(write_mail(books, HEAD, owed(books)[0], now)))  # type: ignore[arg-type]
    with pytest.raises(WrongCode):
        proofs.prove(books, other, MINE, code, now)
    with pytest.raises(NotFound):
        proofs.prove(books, handle, ASKING, code, now)
    with pytest.raises(NotFound):
        proofs.prove(books, "a handle nobody has", MINE, code, now)


def test_a_code_runs_out(books: Books, now: datetime) -> None:
    handle, code = send(books, now), delivered(books, now)
    with pytest.raises(WrongCode):
        proofs.prove(books, handle, MINE, code, now + CODE_LASTS)


def test_after_some_tries_only_a_new_code_helps(books: Books, now: datetime) -> None:
    handle, code = send(books, now), delivered(books, now)
    for number in range(MOST_TRIES):
        with pytest.raises(WrongCode) as refusal:
            proofs.prove(books, handle, MINE, "000000", now)
        assert refusal.value.facts["left"] == MOST_TRIES - number - 1
    with pytest.raises(WrongCode):
        proofs.prove(books, handle, MINE, code, now)
    send(books, now, handle=handle)
    assert proofs.prove(books, handle, MINE, delivered(books, now), now).email == EMAIL


def test_half_a_code_is_no_try(books: Books, now: datetime) -> None:
    handle, code = send(books, now), delivered(books, now)
    for half in ("", "zwölf", code[:5], code + "1") * MOST_TRIES:
        with pytest.raises(WrongCode) as refusal:
            proofs.prove(books, handle, MINE, half, now)
        assert refusal.value.facts["left"] == MOST_TRIES
    assert proofs.prove(books, handle, MINE, code, now).email == EMAIL


def test_a_code_may_be_copied_with_what_stands_around_it(books: Books, now: datetime) -> None:
    handle, code = send(books, now), delivered(books, now)
    for copied in (f"Ihr Code: {code[:3]} {code[3:]}.", f"{code[:3]}-{code[3:]}"):
        assert proofs.prove(books, handle, MINE, copied, now).email == EMAIL


def test_a_code_for_one_address_does_not_prove_another(books: Books, now: datetime) -> None:
    handle, code = send(books, now), delivered(books, now)
    send(books, now, "lira@verein.example", handle)
    with pytest.raises(WrongCode):
        proofs.prove(books, handle, MINE, code, now)


def test_a_mail_that_waits_tells_no_code_for_an_address_typed_later(
    books: Books, now: datetime
) -> None:
    handle = send(books, now)
    send(books, now, "lira@verein.example", handle)
    late, current = owed(books)
    assert write_mail(books, HEAD, late, now) is None
    message = write_mail(books, HEAD, current, now)
    assert message is not None
    assert proofs.prove(books, handle, MINE, code_in(text_of(message)), now).email == (
        "lira@verein.example"
    )


@pytest.mark.parametrize("purpose", [MINE, ASKING])
@pytest.mark.parametrize("key", [Key.CODE, Key.PROOF])
def test_no_key_is_made_for_whoever_reads_the_mails_of_another_address(
    books: Books, now: datetime, purpose: ProofPurpose, key: Key
) -> None:
    """Even if the other address is typed just when the mail leaves."""
    handle = proofs.send_code(books, EMAIL, purpose, "de", now, ELSEWHERE)
    proofs.send_code(books, "lira@verein.example", purpose, "de", now, ELSEWHERE, handle)
    late, current = owed(books)
    assert books.change(THE_HOUSE, now, lambda door: keys_of(current, door.ledger)(key))
    with pytest.raises(NotFound):
        books.change(THE_HOUSE, now, lambda door: keys_of(late, door.ledger)(key))


def test_an_address_gets_few_mails_in_an_hour_whoever_asks(books: Books, now: datetime) -> None:
    for number in range(proofs.MOST_PER_ADDRESS):
        proofs.send_code(books, EMAIL, MINE, "de", now, f"192.0.2.{number}")
    with pytest.raises(TooManyAttempts):
        send(books, now, EMAIL.upper())
    send(books, now + timedelta(hours=1))


def test_one_origin_sends_few_codes_in_an_hour(books: Books, now: datetime) -> None:
    for number in range(proofs.MOST_PER_ORIGIN):
        send(books, now, f"group{number}@verein.example")
    with pytest.raises(TooManyAttempts):
        send(books, now, "one-more@verein.example")


def test_nothing_in_the_books_tells_a_code(books: Books, now: datetime) -> None:
    send(books, now)
    code = delivered(books, now)
    assert code not in repr(owed(books))
