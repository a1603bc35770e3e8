"""Subscriptions as things: staff make, renew and end them; a group makes that of its booking.

An address is a secret that is shown once. Whoever has lost theirs gets a new one, and the
old one is gone from then on.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.feed_options import PLAIN, FeedOptions
from booking.domain.feeds import Profile
from booking.domain.house import House
from booking.domain.mails import Kind
from booking.domain.people import Person, Role, require_business, require_staff
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.mail import to_reader
from booking.services.own_pace import keep_pace
from booking.store import outbox
from booking.store.deeds import is_first_time
from booking.store.door import Door
from booking.store.mailing_list import Reader, find_reader, find_readers
from booking.store.subscriptions import (
    NewSubscription,
    Subscription,
    add_subscription,
    change_subscription,
    find_renewed,
    find_subscription,
    find_subscription_by_id,
    find_subscription_of_booking,
    find_subscriptions,
    gone_feed,
    renew_subscription,
    revoke_subscription,
)

__all__ = ["NewSubscription", "Reader", "Subscription"]


def subscribe(
    books: Books,
    profile: Profile,
    rooms: Sequence[str],
    name: str,
    now: datetime,
    secret: str | None = None,
    options: FeedOptions = PLAIN,
) -> str:
    """The secret of a new feed address, for the command line and the demo; without rooms,
    of the whole house. Raises `NotFound` for a room that its readers may not know, and
    `BadInput` for options that are not for them. A known `secret` is for the demo alone,
    whose address shall be the same at each start."""
    wanted = NewSubscription(profile, tuple(rooms), name, options)
    require_fitting(books.house, wanted)
    with books.database.writing() as session:
        return add_subscription(session, wanted, now, secret)


def add_feed(
    books: Books, person: Person, wanted: NewSubscription, reference: str, nonce: str, now: datetime
) -> str | None:
    """The secret of a new feed address, made by staff; that of a group shows the dates of
    whoever has the booking named. None if this form (by its nonce) has made one already: the
    secret cannot be told again. Raises `NotFound`, `BadInput`."""
    require_staff(person)
    require_choices(books, wanted, now)
    with books.reading(now) as ledger:
        booking = ledger.find_booking(reference.upper()) if reference else None
    if wanted.profile is Profile.ASSOCIATION and booking is None:
        raise BadInput("/booking", "no_such_booking", reference=reference)
    if booking is not None and wanted.profile is Profile.ASSOCIATION:
        wanted = replace(wanted, association_id=booking.association_id)
    with books.database.writing() as session:
        if is_first_time(session, f"new feed {nonce}", now):
            return add_subscription(session, wanted, now)
    return None


def change_feed(
    books: Books, person: Person, number: int, wanted: NewSubscription, now: datetime
) -> None:
    """Another name, other rooms or choices for a subscription; for whom it is, and its address,
    stay. Raises `NotFound`, also for one that has ended, `BadInput`."""
    require_staff(person)
    with books.reading(now) as ledger:
        feed = find_subscription_by_id(ledger.session, number)
    if feed is None or feed.is_revoked or feed.booking_id is not None:
        raise NotFound(what="feed", slug=number)
    wanted = replace(wanted, profile=feed.profile)
    require_choices(books, wanted, now)
    with books.database.writing() as session:
        change_subscription(session, number, wanted, now)


def require_choices(books: Books, wanted: NewSubscription, now: datetime) -> None:
    """Raises `BadInput` for what these readers cannot be shown, `NotFound`."""
    for room in map(books.house.find_room, wanted.rooms):
        if room and room.is_hidden and not wanted.profile.sees_hidden_rooms:
            raise BadInput("/rooms", "room_not_public", room=room.slug)
    require_fitting(books.house, wanted)
    with books.reading(now) as ledger:
        if wanted.account_id and find_reader(ledger.session, wanted.account_id) is None:
            raise BadInput("/owner", "no_such_account")


def require_fitting(house: House, wanted: NewSubscription) -> None:
    """Raises `NotFound` for a room that the readers may not know, and `BadInput` for what
    they cannot be shown."""
    for slug in wanted.rooms:
        room = house.find_room(slug)
        if room is None or (room.is_hidden and not wanted.profile.sees_hidden_rooms):
            raise NotFound(what="room", slug=slug)
    options = wanted.options
    if options.is_for_workers and not wanted.profile.sees_hidden_rooms:
        raise BadInput("/profile", "options_for_workers_only")
    if options.language is not None and options.language not in house.languages:
        raise BadInput("/language", "no_such_language", language=options.language)


def subscribe_to_booking(
    books: Books, person: Person, reference: str, now: datetime, *, replaces: bool = False
) -> str | None:
    """The secret of the feed of one booking, for whoever may see it. If there is one already
    it is None, unless the new one `replaces` it: whoever reads by the old one is then told
    that it is gone. Raises `NotFound`, `TooManyAttempts`."""

    def deed(door: Door) -> str | None:
        booking = require_business(person, door.open(reference))
        found = find_subscription_of_booking(door.ledger.session, booking.id)
        if found and not replaces:
            return None
        keep_pace(door, booking, "feeds")
        renewed = renew_subscription(door.ledger.session, found.id, now) if found else None
        wanted = feed_of(books.house, booking)
        return renewed or add_subscription(door.ledger.session, wanted, now)

    return books.change(person, now, deed)


def feed_of(house: House, booking: Booking) -> NewSubscription:
    """The feed of one booking, for those who asked."""
    return NewSubscription(
        Profile.ASSOCIATION,
        name=booking.title or booking.reference,
        association_id=booking.association_id,
        booking_id=booking.id,
        options=FeedOptions(pending=True, language=language_of(house, booking)),
    )


def find_booking_of_feed(
    books: Books, person: Person, feed: Subscription, now: datetime
) -> str | None:
    """The reference of the booking that a feed shows, for whoever may see it."""
    if feed.booking_id is None:
        return None
    with books.reading(now) as ledger:
        found = ledger.find_bookings_by_id([feed.booking_id])
    return next(
        (one.reference for one in found if person.may_see_booking(one.id, one.association_id)),
        None,
    )


def language_of(house: House, booking: Booking) -> str | None:
    """The language of whoever asked, if the house speaks it."""
    return booking.language if booking.language in house.languages else None


def renew_feed(books: Books, person: Person, number: int, now: datetime) -> str:
    """A new address for a subscription; the old one is gone. Raises `NotFound`."""
    require_staff(person)
    with books.database.writing() as session:
        secret = renew_subscription(session, number, now)
    if secret is None:
        raise NotFound(what="feed", slug=number)
    return secret


def find_owners(books: Books, person: Person, now: datetime) -> tuple[Reader, ...]:
    """Whoever may be told about a calendar: everybody with an account."""
    require_staff(person)
    with books.reading(now) as ledger:
        return find_readers(ledger.session, frozenset(Role))


def get_feed_at(books: Books, secret: str, now: datetime) -> Subscription:
    """The subscription that has this address, for whoever opens its page. Raises
    `NotFound`, and `Gone` once it is revoked or was renewed."""
    with books.reading(now) as ledger:
        found = find_subscription(ledger.session, secret)
        renewed = None if found else find_renewed(ledger.session, secret)
        if found is None and renewed is None:
            raise NotFound(what="feed")
        if found is None or found.is_revoked:
            raise gone_feed(ledger.session, found.id if found else renewed)
    return found


def end_feed(books: Books, person: Person, number: int, now: datetime) -> None:
    """Ends a subscription for good, by its number in the list, and tells whoever has it.
    Raises `NotFound`."""
    require_staff(person)
    with books.database.writing() as session:
        feed = find_subscription_by_id(session, number)
        if feed is None or not revoke_subscription(session, number, now):
            raise NotFound(what="feed", slug=number)
        owner = find_reader(session, feed.account_id) if feed.account_id else None
        if owner is not None:
            told = {"feed": feed.name or books.house.name}
            key = f"feed {number} ended"
            mail = to_reader(books.house, owner, Kind.FEED_ENDED, key, told, now)
            outbox.owe(session, [mail], now)


def list_feeds(books: Books, now: datetime) -> tuple[Subscription, ...]:
    """The subscriptions, the oldest first; their addresses are not known."""
    with books.reading(now) as ledger:
        return find_subscriptions(ledger.session)


def revoke_feed(books: Books, number: int, now: datetime) -> None:
    """Ends a subscription by its number in the list, for the command line. Raises `NotFound`."""
    with books.database.writing() as session:
        if not revoke_subscription(session, number, now):
            raise NotFound(what="feed", slug=number)
