"""One-time passwords (TOTP, RFC 6238) beside the password, for whoever wants them."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from booking.domain.accounts import require_account, require_admin
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.refusals import BadInput, NotAllowed, NotFound
from booking.services.books import Books
from booking.store import accounts, second_factors
from booking.store.database import Transaction
from booking.store.deeds import count_attempt
from booking.store.door import Door
from booking.store.secrets import hash_secret

STEP = 30
"""Seconds; the neighbouring steps are taken, too, for clocks that are not quite right."""
RECOVERY_CODES = 10
MOST_PER_HOUR = 20
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Secret:
    """What an authenticator needs to know; shown once, until the first code has come."""

    text: str
    address: str
    """`otpauth://...`, for the QR code."""


def begin(books: Books, person: Person, now: datetime) -> Secret:
    """A new secret, which counts once the first code has come. Raises `SignInNeeded`, `BadInput`
    if there is a second factor already."""
    number = require_account(person)

    def deed(door: Door) -> Secret:
        session = door.ledger.session
        entry = accounts.find_entry(session, number)
        if entry is None or entry.has_second_factor:
            raise BadInput("/code", "second_factor_is_on")
        text = second_factors.keep_secret(session, number, pyotp.random_base32())
        return secret_of(books.house, entry.email, text)

    return books.change(person, now, deed)


def confirm(books: Books, person: Person, code: str, now: datetime) -> tuple[str, ...]:
    """The first code has come: from now on one is asked for. Returns codes for the day on
    which the phone is lost; they cannot be read again. Raises `BadInput`, `TooManyAttempts`."""
    number = require_account(person)
    count(books, number, now)
    codes = tuple(secrets.token_hex(5) for _ in range(RECOVERY_CODES))

    def deed(door: Door) -> tuple[str, ...]:
        session = door.ledger.session
        if not takes_code(session, number, code, now):
            raise BadInput("/code", "wrong_code")
        second_factors.confirm(session, number)
        accounts.replace_recovery_codes(session, number, [hash_secret(one) for one in codes])
        return codes

    return books.change(person, now, deed)


def switch_off(books: Books, person: Person, code: str, now: datetime) -> None:
    """Without a second factor from now on. Raises `BadInput` for a wrong code,
    `TooManyAttempts`."""
    number = require_account(person)
    count(books, number, now)

    def deed(door: Door) -> None:
        if not takes_code(door.ledger.session, number, code, now):
            raise BadInput("/code", "wrong_code")
        second_factors.forget(door.ledger.session, number)

    books.change(person, now, deed)


def switch_off_for(books: Books, person: Person, number: int, now: datetime) -> None:
    """An admin helps somebody else who has lost the phone. Raises `NotFound`, `SignInNeeded`, and
    `NotAllowed`, for one's own account, too: that takes a code."""
    require_admin(person)
    if number == person.account_id:
        raise NotAllowed

    def deed(door: Door) -> None:
        if accounts.find_entry(door.ledger.session, number) is None:
            raise NotFound(what="account")
        second_factors.forget(door.ledger.session, number)
        accounts.end_sessions(door.ledger.session, number)

    books.change(person, now, deed)


def takes_code(session: Transaction, account_id: int, code: str, now: datetime) -> bool:
    """Whether a code is right now and was not taken before; a recovery code is used up."""
    typed = "".join(code.split()).lower()
    known = second_factors.find_secret(session, account_id)
    if known is None:
        return False
    here = int(now.timestamp()) // STEP
    for step in (here - 1, here, here + 1):
        right = pyotp.TOTP(known.text).generate_otp(step)
        if step > known.last_step and secrets.compare_digest(right.encode(), typed.encode()):
            second_factors.note_step(session, account_id, step)
            return True
    return second_factors.use_recovery_code(session, account_id, hash_secret(typed))


def secret_of(house: House, email: str, text: str) -> Secret:
    """The secret as text and as the address that authenticators read."""
    return Secret(text, pyotp.TOTP(text).provisioning_uri(name=email, issuer_name=house.name))


def count(books: Books, account_id: int, now: datetime) -> None:
    """Codes have six digits: nobody may try them all."""
    key = f"second factor of {account_id}"
    books.database.run(lambda session: count_attempt(session, key, MOST_PER_HOUR, HOUR, now))
