"""Passwords: chosen by a link from a mail, or changed by whoever is signed in."""

from datetime import datetime, timedelta

from argon2 import PasswordHasher

from booking.domain.accounts import LINK_LASTS, AccountEntry, require_account, require_password
from booking.domain.mails import Kind
from booking.domain.people import THE_HOUSE, Person
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.mail.to_people import owe_account
from booking.services.sign_in import fits
from booking.store import accounts
from booking.store.deeds import count_attempt, is_within
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.people import find_account

HOUR = timedelta(hours=1)
MOST_PER_ADDRESS = 3
MOST_PER_ORIGIN = 20


def ask_for_link(books: Books, email: str, origin: str, now: datetime) -> None:
    """Owes a mail with a link to choose a new password, if there is such an account; to
    whoever asks, it always looks the same, also when the address has had its mails for now:
    a refusal would tell that somebody asks for it. Raises `TooManyAttempts`."""
    address = email.strip().lower()
    origin_key, address_key = f"password from {origin}", f"password of {address}"
    books.database.run(lambda one: count_attempt(one, origin_key, MOST_PER_ORIGIN, HOUR, now))

    def deed(door: Door) -> None:
        if not is_within(door.ledger.session, address_key, MOST_PER_ADDRESS, HOUR, now):
            return
        entry = accounts.find_entry_of(door.ledger.session, address)
        if entry and entry.is_open:
            kind = Kind.FORGOTTEN_PASSWORD if entry.has_password else Kind.INVITATION
            owe_account(door, books.house, kind, entry.id)

    books.change(THE_HOUSE, now, deed)


def look_at_link(books: Books, secret: str, now: datetime) -> AccountEntry:
    """Whose password a link sets; looking uses nothing up. Raises `NotFound` for one that was
    used, is too old or never was."""
    with books.reading(now) as ledger:
        return entry_of_link(ledger, secret)


def choose_password(
    books: Books, hasher: PasswordHasher, secret: str, password: str, now: datetime
) -> None:
    """Sets the password by a link, which ends with that, and so do all sessions. Raises
    `NotFound` as `look_at_link` does, `BadInput` for a password that will not do."""
    entry = look_at_link(books, secret, now)
    require_password(password, entry.email)
    hashed = hasher.hash(password)

    def deed(door: Door) -> None:
        known = entry_of_link(door.ledger, secret)
        accounts.set_password_hash(door.ledger.session, known.id, hashed, now)

    books.change(THE_HOUSE, now, deed)


def change_password(
    books: Books, hasher: PasswordHasher, person: Person, old: str, new: str, now: datetime
) -> None:
    """Another password for whoever is signed in; every session ends, this one too. Raises
    `BadInput` if the old one is wrong or the new one will not do, `TooManyAttempts`."""
    number = require_account(person)
    key = f"old password of {number}"
    books.database.run(lambda session: count_attempt(session, key, MOST_PER_ORIGIN, HOUR, now))
    with books.database.reading() as session:
        entry = accounts.find_entry(session, number)
        known = find_account(session, entry.email) if entry else None
    if known is None or not fits(hasher, known.password_hash, old):
        raise BadInput("/old", "wrong_password")
    require_password(new, known.email)
    hashed = hasher.hash(new)
    books.change(
        person,
        now,
        lambda door: accounts.set_password_hash(door.ledger.session, number, hashed, now),
    )


def entry_of_link(ledger: Ledger, secret: str) -> AccountEntry:
    """The account whose password the link sets."""
    session = ledger.session
    number = accounts.find_password_link(session, secret, ledger.now - LINK_LASTS)
    entry = accounts.find_entry(session, number) if number else None
    if entry is None:
        raise NotFound(what="password_link")
    return entry
