"""The people who work in the house: invited, changed and shut out by an admin."""

from datetime import datetime

from booking.domain.accounts import (
    AccountEntry,
    LastAdmin,
    address_of,
    require_admin,
)
from booking.domain.mails import Kind
from booking.domain.people import Person, Role, require_staff
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.mail.to_people import owe_account
from booking.store import accounts
from booking.store.door import Door


def look_at_people(books: Books, person: Person, now: datetime) -> tuple[AccountEntry, ...]:
    """Everybody who works in the house. Raises `SignInNeeded` or `NotAllowed` for all but staff."""
    require_staff(person)
    with books.reading(now) as ledger:
        return accounts.find_accounts(ledger.session)


def look_at_account(books: Books, person: Person, number: int, now: datetime) -> AccountEntry:
    """One of them. Raises `NotFound`, and as `look_at_people` does."""
    require_staff(person)
    with books.reading(now) as ledger:
        found = accounts.find_entry(ledger.session, number)
    if found is None:
        raise NotFound(what="account")
    return found


def invite(
    books: Books, person: Person, email: str, name: str, role: Role, phone: str, now: datetime
) -> AccountEntry:
    """An account for somebody, who chooses a password by a link in a mail. For an address that
    has one already the invitation is sent once more, and nothing else changes.

    Raises `BadInput` for an address that is none, `SignInNeeded` or `NotAllowed`.
    """
    require_admin(person)
    address = address_of(email)

    def deed(door: Door) -> AccountEntry:
        session = door.ledger.session
        known = accounts.find_entry_of(session, address)
        if known and (known.has_password or not known.is_open):
            raise BadInput("/email", "account_exists", email=address)
        number = (
            known.id if known else accounts.add_invited(session, address, name, role, phone, now)
        )
        owe_account(door, books.house, Kind.INVITATION, number)
        return known or get_entry(door, number)

    return books.change(person, now, deed)


def change_account(
    books: Books, person: Person, number: int, name: str, role: Role, phone: str, now: datetime
) -> AccountEntry:
    """Another name, role or phone. Raises `LastAdmin` if nobody would be left to change
    accounts, `NotFound`, `SignInNeeded`, `NotAllowed`."""
    require_admin(person)

    def deed(door: Door) -> AccountEntry:
        accounts.lock_admins(door.ledger.session)
        before = get_entry(door, number)
        if role is not Role.ADMIN:
            require_other_admin(door, before)
        accounts.change_account(door.ledger.session, number, name, role, phone)
        return get_entry(door, number)

    return books.change(person, now, deed)


def shut_account(books: Books, person: Person, number: int, now: datetime) -> None:
    """Shuts somebody out: sessions, links in mails and the caretaker's days end at once.
    Raises as `change_account` does."""
    require_admin(person)

    def deed(door: Door) -> None:
        accounts.lock_admins(door.ledger.session)
        require_other_admin(door, get_entry(door, number))
        accounts.shut(door.ledger.session, number, now)

    books.change(person, now, deed)


def open_account(books: Books, person: Person, number: int, now: datetime) -> None:
    """Lets somebody in again, with the password from before. Raises `NotFound`, `SignInNeeded`,
    `NotAllowed`."""
    require_admin(person)

    def deed(door: Door) -> None:
        get_entry(door, number)
        accounts.open_again(door.ledger.session, number)

    books.change(person, now, deed)


def require_other_admin(door: Door, entry: AccountEntry) -> None:
    """Raise `LastAdmin` if this is the only account that can change accounts; the admins must
    be locked, or two could take each other's rights at once."""
    is_admin = entry.role is Role.ADMIN and entry.is_open
    if is_admin and accounts.count_admins(door.ledger.session, but=entry.id) == 0:
        raise LastAdmin


def get_entry(door: Door, number: int) -> AccountEntry:
    """The account of that number; raises `NotFound`."""
    found = accounts.find_entry(door.ledger.session, number)
    if found is None:
        raise NotFound(what="account")
    return found
