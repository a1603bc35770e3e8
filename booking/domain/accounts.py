"""Accounts of the people who work in the house: what they are, and who may change them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.domain.people import Person, Role, Standing
from booking.domain.refusals import BadInput, NotAllowed, Refusal, SignInNeeded

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1000
CODE_WITHIN = timedelta(minutes=5)
"""For so long after the password the code may come."""
LINK_LASTS = timedelta(hours=72)
"""For so long a link from a mail lets somebody choose a password."""


class LastAdmin(Refusal):
    """Somebody has to be left who can change accounts."""

    code = "last_admin"


class CodeNeeded(Refusal):
    """The password is right; a code of the second factor is still to come. Facts: `secret`,
    with which the code is to be sent."""

    code = "code_needed"


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One account as it stands in the list of people; no secret is in it."""

    id: int
    email: str
    name: str
    role: Role
    phone: str
    created_at: datetime
    disabled_at: datetime | None
    has_password: bool
    """False while the invitation waits to be taken."""
    has_second_factor: bool
    wants_digest: bool
    hears_at_once: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody can sign in with it, or could once a password is chosen."""
        return self.disabled_at is None


@dataclass(frozen=True, slots=True)
class SignedInBrowser:
    """One session of an account."""

    id: int
    browser: str
    created_at: datetime
    is_this_one: bool


def require_admin(person: Person) -> None:
    """Raise `SignInNeeded` for a visitor and `NotAllowed` for anybody else who does not look
    after the accounts."""
    if person.standing in (Standing.ADMIN, Standing.HOUSE):
        return
    raise SignInNeeded if person.standing is Standing.VISITOR else NotAllowed


def require_account(person: Person) -> int:
    """The id of the account that is signed in; raises `SignInNeeded`."""
    if person.account_id is None:
        raise SignInNeeded
    return person.account_id


def require_password(password: str, email: str) -> None:
    """Raise `BadInput` for a password that others would guess at once."""
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput("/password", "password_too_short", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise BadInput("/password", "too_long", max_length=LONGEST_PASSWORD)
    if password.lower() in (email, email.partition("@")[0]) or len(set(password)) < 4:
        raise BadInput("/password", "password_easy_to_guess")


def address_of(written: str) -> str:
    """A mail address as accounts are known by; raises `BadInput` if it is none."""
    address = written.strip().lower()
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@"):
        raise BadInput("/email", "no_address", email=written)
    return address
