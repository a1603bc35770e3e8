"""Signing in and out."""

from datetime import datetime, timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher

from booking.domain.people import Role, Standing
from booking.domain.refusals import BadInput, TooManyAttempts, WrongSignIn
from booking.services.sign_in import (
    LONG_STRETCH,
    MOST_FROM_EVERYWHERE,
    MOST_PER_ACCOUNT,
    SESSION_LASTS,
    STRETCH,
    SignedIn,
    add_account,
    find_person,
    sign_in,
    sign_out,
)
from booking.store.database import Database
from booking.store.people import find_account

QUICK = PasswordHasher(1, 8, 1)
EMAIL, PASSWORD = "sabine@west.example", "ein langes Passwort"


@pytest.fixture
def staffed(database: Database, now: datetime) -> Database:
    """A database in which Sabine can sign in."""
    add_account(database, QUICK, EMAIL, "Sabine", Role.STAFF, PASSWORD, now)
    return database


def enter(
    database: Database, now: datetime, email: str = EMAIL, password: str = PASSWORD
) -> SignedIn:
    """Somebody signs in from one address."""
    return sign_in(database, QUICK, email, password, "192.0.2.1", now)


def test_a_session_lasts_until_it_ends(staffed: Database, now: datetime) -> None:
    session = enter(staffed, now, f"  {EMAIL.upper()} ")
    assert (session.person.standing, session.person.name) == (Standing.STAFF, "Sabine")
    assert find_person(staffed, session.secret, now) == session.person
    second = timedelta(seconds=1)
    assert find_person(staffed, session.secret, now + SESSION_LASTS - second) == session.person
    assert find_person(staffed, session.secret, now + SESSION_LASTS) is None
    sign_out(staffed, session.secret)
    assert find_person(staffed, session.secret, now) is None


def test_each_sign_in_is_a_session_of_its_own(staffed: Database, now: datetime) -> None:
    first, second = enter(staffed, now), enter(staffed, now)
    sign_out(staffed, first.secret)
    assert find_person(staffed, second.secret, now) == second.person


@pytest.mark.parametrize(("email", "password"), [(EMAIL, "falsch"), ("x@west.example", PASSWORD)])
def test_a_wrong_sign_in_does_not_say_what_was_wrong(
    staffed: Database, now: datetime, email: str, password: str
) -> None:
    with pytest.raises(WrongSignIn) as refusal:
        enter(staffed, now, email, password)
    assert refusal.value.facts == {}


def test_an_unknown_address_costs_one_hash_and_no_more(staffed: Database, now: datetime) -> None:
    class Counting(PasswordHasher):
        hashed = 0

        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            self.hashed += 1
            return super().hash(password, salt=salt)

    hasher = Counting(1, 8, 1)
    with pytest.raises(WrongSignIn):
        sign_in(staffed, hasher, "x@west.example", PASSWORD, "192.0.2.1", now)
    assert hasher.hashed == 1  # as long as looking at one, so that nobody can tell by the time


def test_guessing_is_slowed_down_and_the_wait_is_told(staffed: Database, now: datetime) -> None:
    for _ in range(MOST_PER_ACCOUNT):
        with pytest.raises(WrongSignIn):
            enter(staffed, now, password="geraten")
    half = now + STRETCH / 2
    with pytest.raises(TooManyAttempts) as refusal:
        enter(staffed, half)
    assert refusal.value.facts == {"retry_after": STRETCH.total_seconds() / 2}
    assert enter(staffed, now + STRETCH).person.name == "Sabine"


def test_guessing_from_many_places_is_slowed_down_too(staffed: Database, now: datetime) -> None:
    def enter_from(number: int, moment: datetime, email: str = EMAIL) -> SignedIn:
        return sign_in(staffed, QUICK, email, PASSWORD, f"192.0.2.{number}", moment)

    for number in range(MOST_FROM_EVERYWHERE):
        assert enter_from(number, now).person.name == "Sabine"
    with pytest.raises(TooManyAttempts) as refusal:
        enter_from(200, now)
    assert refusal.value.facts == {"retry_after": LONG_STRETCH.total_seconds()}
    with pytest.raises(WrongSignIn):  # nobody else has to wait
        enter_from(200, now, "horst@west.example")
    assert enter_from(200, now + LONG_STRETCH).person.name == "Sabine"


def test_a_new_password_ends_all_sessions(staffed: Database, now: datetime) -> None:
    session = enter(staffed, now)
    add_account(staffed, QUICK, EMAIL, "", Role.ADMIN, "ein neues Passwort", now)
    assert find_person(staffed, session.secret, now) is None
    with pytest.raises(WrongSignIn):
        enter(staffed, now)
    assert enter(staffed, now, password="ein neues Passwort").person.standing is Standing.ADMIN


def test_a_password_that_is_replaced_while_it_is_looked_at_opens_nothing(
    staffed: Database, now: datetime
) -> None:
    class Slow(PasswordHasher):
        """While it looks at the old password, somebody sets another."""

        def verify(self, *told: str | bytes) -> Literal[True]:  # type: ignore[override]
            add_account(staffed, QUICK, EMAIL, "", Role.STAFF, "ein neues Passwort", now)
            return super().verify(*told)

    with pytest.raises(WrongSignIn):
        sign_in(staffed, Slow(1, 8, 1), EMAIL, PASSWORD, "192.0.2.1", now)


def test_an_account_keeps_its_name_unless_told_another(staffed: Database, now: datetime) -> None:
    add_account(staffed, QUICK, EMAIL, "", Role.ADMIN, PASSWORD, now)
    assert enter(staffed, now).person.name == "Sabine"
    add_account(staffed, QUICK, EMAIL, "Sabine B.", Role.ADMIN, PASSWORD, now)
    assert enter(staffed, now).person.name == "Sabine B."
    add_account(staffed, QUICK, "nameless@west.example", "", Role.STAFF, PASSWORD, now)
    with staffed.reading() as session:
        account = find_account(session, "nameless@west.example")
    assert account is not None
    assert account.name == "nameless@west.example"


def test_an_old_hash_is_renewed_at_the_next_sign_in(staffed: Database, now: datetime) -> None:
    stronger = PasswordHasher(2, 8, 1)
    for _ in range(2):
        assert sign_in(staffed, stronger, EMAIL, PASSWORD, "192.0.2.1", now).person.is_staff


@pytest.mark.parametrize(
    ("email", "password", "pointer"),
    [
        ("sabine", PASSWORD, "/email"),
        ("@west.example", PASSWORD, "/email"),
        ("sabine@", PASSWORD, "/email"),
        ("a@b@c", PASSWORD, "/email"),
        (EMAIL, "zu kurz", "/password"),
    ],
)
def test_an_account_needs_an_address_and_a_password(
    database: Database, now: datetime, email: str, password: str, pointer: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        add_account(database, QUICK, email, "", Role.STAFF, password, now)
    assert refusal.value.pointer == pointer
