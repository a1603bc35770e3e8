"""Whoever is signed in looks after their own account: mails, and browsers that are signed in."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.accounts import AccountEntry, SignedInBrowser, require_account
from booking.domain.people import Person
from booking.domain.refusals import SignInNeeded
from booking.services.books import Books
from booking.store import accounts


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account as its owner sees it."""

    entry: AccountEntry
    browsers: tuple[SignedInBrowser, ...]


def look_at_own(books: Books, person: Person, secret: str, now: datetime) -> OwnAccount:
    """The account that is signed in; `secret` is that of this browser. Raises `SignInNeeded`."""
    number = require_account(person)
    with books.reading(now) as ledger:
        entry = accounts.find_entry(ledger.session, number)
        browsers = accounts.find_sessions(ledger.session, number, secret, now)
    if entry is None:
        raise SignInNeeded
    return OwnAccount(entry, browsers)


def choose_mails(
    books: Books, person: Person, now: datetime, *, digest: bool, at_once: bool
) -> None:
    """Which mails the owner wants. Raises `SignInNeeded`."""
    number = require_account(person)
    books.change(
        person,
        now,
        lambda door: accounts.change_mails(
            door.ledger.session, number, digest=digest, at_once=at_once
        ),
    )


def end_browser(books: Books, person: Person, session_id: int, now: datetime) -> None:
    """Signs one of the owner's browsers out; those of others are not touched. Raises
    `SignInNeeded`."""
    number = require_account(person)
    books.change(
        person,
        now,
        lambda door: accounts.end_session(door.ledger.session, number, session_id),
    )


def end_other_browsers(books: Books, person: Person, secret: str, now: datetime) -> None:
    """Signs out every browser of the owner but this one. Raises `SignInNeeded`."""
    number = require_account(person)
    books.change(
        person,
        now,
        lambda door: accounts.end_sessions(door.ledger.session, number, but=secret),
    )
