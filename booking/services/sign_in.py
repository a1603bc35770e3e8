"""Signing in and out. A password is asked for at most a few times; a session is a
random secret of which only the hash is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from booking.domain.accounts import CODE_WITHIN, CodeNeeded, address_of, require_password
from booking.domain.people import Person, Role
from booking.domain.refusals import BadInput, NotFound, SignInNeeded, WrongSignIn
from booking.services.second_factor import takes_code
from booking.store import people
from booking.store.database import Database, Transaction
from booking.store.deeds import count_attempt
from booking.store.second_factors import is_asked_for
from booking.store.secrets import new_secret
from booking.store.tokens import Purpose, add_token, end_token

SESSION_LASTS = timedelta(hours=12)
STRETCH = timedelta(minutes=15)
MOST_PER_ACCOUNT = 10
MOST_PER_ORIGIN = 50
LONG_STRETCH = timedelta(hours=1)
MOST_FROM_EVERYWHERE = 100
"""For one account. Generous, for whoever uses it up keeps its owner out as well."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session. The secret goes into the browser's cookie and nowhere else."""

    secret: str
    expires_at: datetime
    person: Person


def sign_in(
    database: Database,
    hasher: PasswordHasher,
    email: str,
    password: str,
    origin: str,
    now: datetime,
    browser: str = "",
) -> SignedIn:
    """Opens a session. Raises `WrongSignIn`, which never says what was wrong,
    `TooManyAttempts`, and `CodeNeeded` of whoever has a second factor. Takes the same time
    whether or not the account exists."""
    address = email.strip().lower()
    database.run(lambda session: count_sign_in(session, address, origin, now))
    with database.reading() as session:
        account = people.find_account(session, address)
    if account is None or not account.password_hash:
        hasher.hash(password)  # takes as long as looking at the hash of a real one
        raise WrongSignIn
    if not fits(hasher, account.password_hash, password):
        raise WrongSignIn
    renewed = hasher.hash(password) if hasher.check_needs_rehash(account.password_hash) else None
    with database.writing() as session:
        if not people.is_still(session, account):  # another password was set meanwhile
            raise WrongSignIn
        if renewed:
            people.replace_password_hash(session, account.id, renewed)
        needs_code = is_asked_for(session, account.id)
        if not needs_code:
            return open_session(session, account, now, browser)
        secret = add_token(session, Purpose.SECOND_FACTOR, now, account_id=account.id)
    raise CodeNeeded(secret=secret)


def count_sign_in(session: Transaction, address: str, origin: str, now: datetime) -> None:
    """One attempt for an account and for where it comes from; raises `TooManyAttempts`."""
    count_attempt(session, f"sign-in of {address} from {origin}", MOST_PER_ACCOUNT, STRETCH, now)
    count_attempt(session, f"sign-in from {origin}", MOST_PER_ORIGIN, STRETCH, now)
    count_attempt(session, f"sign-in of {address}", MOST_FROM_EVERYWHERE, LONG_STRETCH, now)


def sign_in_with_code(
    database: Database, secret: str, code: str, now: datetime, browser: str = ""
) -> SignedIn:
    """The second step: the code that was still to come. Raises `SignInNeeded` if the first step
    is too long ago, `BadInput` for a wrong code, `TooManyAttempts`."""
    with database.reading() as session:
        number = account_of_step(session, secret, now).id
    key = f"code of {number}"
    database.run(lambda session: count_attempt(session, key, MOST_PER_ACCOUNT, STRETCH, now))
    with database.writing() as session:
        if not takes_code(session, number, code, now):  # from here on nobody else changes it
            raise BadInput("/code", "wrong_code")
        account = account_of_step(session, secret, now)
        end_token(session, secret, now)
        return open_session(session, account, now, browser)


def account_of_step(session: Transaction, secret: str, now: datetime) -> people.Account:
    """Whose first step this was; raises `SignInNeeded` if it is too long ago, or has ended."""
    account = people.find_account_of_token(session, secret, now - CODE_WITHIN)
    if account is None:
        raise SignInNeeded
    return account


def open_session(
    session: Transaction, account: people.Account, now: datetime, browser: str
) -> SignedIn:
    """A new session of an account."""
    secret, expires_at = new_secret(), now + SESSION_LASTS
    people.add_session(session, account.id, secret, now, expires_at, browser)
    return SignedIn(secret, expires_at, account.person)


def sign_out(database: Database, secret: str) -> None:
    """Ends a session; one that is not there has ended already."""
    with database.writing() as session:
        people.remove_session(session, secret)


def find_person(database: Database, secret: str, now: datetime) -> Person | None:
    """Who is signed in with this session."""
    with database.reading() as session:
        account = people.find_session_account(session, secret, now)
    return account.person if account else None


def add_account(
    database: Database,
    hasher: PasswordHasher,
    email: str,
    name: str,
    role: Role,
    password: str,
    now: datetime,
    phone: str = "",
) -> None:
    """Adds an account, or gives the existing one a new password and role, and a new name
    or phone if one is told; its sessions and the links in its mails end. Raises `BadInput`
    for an address or a password that will not do."""
    address = address_of(email)
    require_password(password, address)
    with database.writing() as session:
        people.add_account(session, address, name, role, hasher.hash(password), now, phone)


def disable_account(database: Database, email: str, now: datetime) -> None:
    """Shuts an account: sessions, links in mails and the caretaker's days end; `add_account`
    opens it again. Raises `NotFound`."""
    with database.writing() as session:
        if not people.disable_account(session, email.strip().lower(), now):
            raise NotFound(what="account", slug=email)


def fits(hasher: PasswordHasher, known_hash: str, password: str) -> bool:
    """Whether this password made that hash."""
    try:
        return hasher.verify(known_hash, password)
    except (VerificationError, InvalidHashError):
        return False
