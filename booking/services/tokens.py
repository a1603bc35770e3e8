"""Tokens and subscriptions: secrets that are handed out once and act for somebody."""

from collections.abc import Sequence
from datetime import datetime

from booking.domain.enquiries import Group
from booking.domain.feeds import Profile
from booking.domain.people import Person
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.store import tokens
from booking.store.people import find_or_add_delegate
from booking.store.subscriptions import (
    Subscription,
    add_subscription,
    find_subscriptions,
    revoke_subscription,
    revoke_subscription_by_id,
)
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


def find_link_holder(books: Books, secret: str, now: datetime) -> Person | None:
    """Who came by this secret link of a booking, or None if it opens nothing."""
    with books.reading(now) as ledger:
        return tokens.find_link_holder(ledger.session, secret)


def subscribe(
    books: Books,
    profile: Profile,
    rooms: Sequence[str],
    name: str,
    now: datetime,
    secret: str | None = None,
) -> str:
    """The secret of a new feed address; without rooms, of the whole house. Raises
    `NotFound` for a room that its readers may not know. A known `secret` is for the
    demo alone, whose address shall be the same at each start."""
    for slug in rooms:
        room = books.house.find_room(slug)
        if room is None or (room.is_hidden and not profile.sees_hidden_rooms):
            raise NotFound(what="room", slug=slug)
    with books.database.writing() as session:
        return add_subscription(session, profile, rooms, name, now, secret=secret)


def unsubscribe(books: Books, secret: str, now: datetime) -> None:
    """Ends a feed address for good. Raises `NotFound`."""
    with books.database.writing() as session:
        if not revoke_subscription(session, secret, now):
            raise NotFound(what="feed")


def list_feeds(books: Books, now: datetime) -> tuple[Subscription, ...]:
    """The subscriptions, the oldest first; their addresses are not known."""
    with books.reading(now) as ledger:
        return find_subscriptions(ledger.session)


def revoke_feed(books: Books, number: int, now: datetime) -> None:
    """Ends a subscription by its number in the list. Raises `NotFound`."""
    with books.database.writing() as session:
        if not revoke_subscription_by_id(session, number, now):
            raise NotFound(what="feed", slug=number)
