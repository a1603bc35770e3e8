"""Tokens: secrets that are handed out once and act for somebody."""

from datetime import datetime

from booking.domain.enquiries import Group
from booking.domain.people import Person
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.store import tokens
from booking.store.speakers import find_or_add_delegate
from booking.store.tokens import ApiToken, Purpose


def add_staff_token(books: Books, name: str, now: datetime) -> str:
    """A token that may do what staff may do in the API."""
    with books.database.writing() as session:
        return tokens.add_token(session, Purpose.STAFF_API, now, name=name or "API")


def add_association_token(books: Books, name: str, email: str, now: datetime) -> str:
    """A token that asks for one association and sees its bookings."""
    group = Group(name=name, contact=name, email=email, language=books.house.default_language)
    with books.database.writing() as session:
        delegate = find_or_add_delegate(session, group, now)
        return tokens.add_token(
            session,
            Purpose.ASSOCIATION_API,
            now,
            name=name,
            association_id=delegate.association_id,
        )


def list_api_tokens(books: Books, now: datetime) -> tuple[ApiToken, ...]:
    """The tokens of all programs, the oldest first; their secrets are not known."""
    with books.reading(now) as ledger:
        return tokens.find_api_tokens(ledger.session)


def revoke_api_token(books: Books, number: int, now: datetime) -> None:
    """Ends a token for good; from the next call on it opens nothing. Raises `NotFound`."""
    with books.database.writing() as session:
        if not tokens.revoke_api_token(session, number, now):
            raise NotFound(what="token", slug=number)


def find_bearer(books: Books, secret: str, now: datetime) -> Person | None:
    """Who acts with this API token, or None if it opens nothing."""
    with books.reading(now) as ledger:
        return tokens.find_bearer(ledger.session, secret)


def find_link_holder(
    books: Books, secret: str, now: datetime, purpose: Purpose = Purpose.BOOKING_LINK
) -> Person | None:
    """Who came by this secret link of a booking, or None if it opens nothing of that kind."""
    with books.reading(now) as ledger:
        return tokens.find_link_holder(ledger.session, secret, now, purpose)
