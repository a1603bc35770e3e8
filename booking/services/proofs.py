"""Proving that an address is one's own: a code is sent there, and its reader types it in.

Whoever asks is answered the same whether or not the house knows the address. A code is
made when its mail leaves, so nobody can read it in the books, not even staff.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from booking.domain.mails import Kind, NewMail
from booking.domain.proofs import (
    CODE_DIGITS,
    CODE_LASTS,
    DEVICE_LASTS,
    LINK_LASTS,
    MOST_TRIES,
    ProofPurpose,
    Proven,
    WrongCode,
)
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.services.mail import new_message_id
from booking.store import outbox, proofs
from booking.store.database import Transaction
from booking.store.deeds import count_attempt
from booking.store.proofs import Proof
from booking.store.secrets import new_secret

HOUR = timedelta(hours=1)
MOST_PER_ADDRESS = 5
"""So many mails with a code one address gets in an hour, whoever asks for them."""
MOST_PER_ORIGIN = 20
KINDS = {ProofPurpose.ENQUIRY: Kind.PROVE_ADDRESS, ProofPurpose.MY_BOOKINGS: Kind.CODE}
LASTS = {ProofPurpose.ENQUIRY: LINK_LASTS, ProofPurpose.MY_BOOKINGS: 2 * CODE_LASTS}
"""How long the proof is wanted: as long as a link holds, or until the last code has run out."""


def send_code(
    books: Books,
    email: str,
    purpose: ProofPurpose,
    language: str,
    now: datetime,
    origin: str,
    handle: str | None = None,
    about: Mapping[str, object] | None = None,
) -> str:
    """Owes a mail with a new code to this address; returns the handle that the browser keeps
    (in a cookie, never in an address) and that `prove` wants beside the code.

    Give the same `handle` to send another code. `about` are facts for the mail. Raises
    `TooManyAttempts`.
    """
    address = email.strip().lower()
    handle = handle or new_secret()

    limits = ((f"codes from {origin}", MOST_PER_ORIGIN), (f"codes for {address}", MOST_PER_ADDRESS))
    for key, most in limits:  # each by itself, so that what is refused by one counts for the other
        books.database.run(partial(count_attempt, key=key, most=most, stretch=HOUR, now=now))
    with books.database.writing() as session:
        expires_at = now + LASTS[purpose]
        proof_id = proofs.ask_for_proof(session, handle, purpose, address, expires_at)
        mail = NewMail(
            key=f"code {proof_id} {new_secret()}",
            kind=KINDS[purpose],
            recipient=address,
            language=language,
            message_id=new_message_id(books.house),
            due_at=now,
            facts={**(about or {}), "proof": proof_id},
        )
        outbox.owe(session, [mail], now)
    return handle


def find_proof(books: Books, handle: str, purpose: ProofPurpose, now: datetime) -> Proof | None:
    """The address that waits for its code in this browser; None if none does."""
    with books.reading(now) as ledger:
        return proofs.find_proof(ledger.session, handle, purpose, now)


def find_proof_by_link(books: Books, secret: str, now: datetime) -> Proof | None:
    """The address that whoever has this link can read the mails of; None if it is too old."""
    with books.reading(now) as ledger:
        return proofs.find_proof_by_link(ledger.session, secret, now)


def prove(books: Books, handle: str, purpose: ProofPurpose, typed: str, now: datetime) -> Proven:
    """The address is proven by its code, of which only the digits matter: many copy more than
    them. Sent twice, a right code is right twice; what is no whole code is no try. Raises
    `NotFound` if nothing waits for a code here, `WrongCode`."""
    code = "".join(one for one in typed if one.isascii() and one.isdigit())

    def count(session: Transaction) -> Proof:
        proof = proofs.find_proof(session, handle, purpose, now)
        if proof is None:
            raise NotFound(what="proof")
        if len(code) != CODE_DIGITS:
            raise WrongCode(left=MOST_TRIES - proof.tries)
        if not proofs.count_try(session, proof):
            raise WrongCode(left=0)
        return proof

    proof = books.database.run(count)  # by itself: a wrong code must count
    with books.database.writing() as session:
        if not proofs.is_code_of(session, proof, code, now):
            raise WrongCode(left=MOST_TRIES - proof.tries - 1)
        return remember(session, proof.email, now)


def prove_by_link(books: Books, secret: str, now: datetime) -> Proven:
    """The address is proven by the link from its mail. Raises `NotFound`."""
    with books.database.writing() as session:
        proof = proofs.find_proof_by_link(session, secret, now)
        if proof is None:
            raise NotFound(what="proof")
        return remember(session, proof.email, now)


def remember(session: Transaction, email: str, now: datetime) -> Proven:
    """This device need not prove this address again for a while."""
    secret = proofs.add_device(session, email, now, DEVICE_LASTS)
    return Proven(email, secret, now + DEVICE_LASTS)


def find_proven_email(books: Books, device: str, now: datetime) -> str | None:
    """The address that was proven on this device, by the secret of its cookie."""
    with books.reading(now) as ledger:
        return proofs.find_device_email(ledger.session, device, now)


def forget_device(books: Books, device: str) -> None:
    """The device is no longer known, for one that others use as well."""
    with books.database.writing() as session:
        proofs.remove_device(session, device)
