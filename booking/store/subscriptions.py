"""Subscriptions: who reads which rooms by which secret address."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from booking.domain.feed_options import PLAIN, FeedOptions
from booking.domain.feeds import Profile
from booking.domain.refusals import Gone, OwnFeedGone
from booking.store.secrets import hash_secret, new_secret
from booking.store.tables import FormerAddressRow, SubscriptionRow


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """A feed to be made, and for whom."""

    profile: Profile
    rooms: tuple[str, ...] = ()
    """None of them for the whole house."""
    name: str = ""
    options: FeedOptions = PLAIN
    association_id: int | None = None
    booking_id: int | None = None
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """One reader's feed."""

    id: int
    name: str
    profile: Profile
    rooms: tuple[str, ...] | None
    """None for the whole house."""
    options: FeedOptions
    association_id: int | None
    booking_id: int | None
    account_id: int | None
    version: int
    created_at: datetime
    renewed_at: datetime | None
    changed_at: datetime | None
    revoked_at: datetime | None
    left_out: int

    @property
    def is_revoked(self) -> bool:
        """Whether its address is gone."""
        return self.revoked_at is not None


def add_subscription(
    session: Session, wanted: NewSubscription, now: datetime, secret: str | None = None
) -> str:
    """Makes a subscription and returns the secret of its address, shown once."""
    secret = secret or new_secret()
    session.add(
        SubscriptionRow(
            token_hash=hash_secret(secret),
            name=wanted.name,
            profile=wanted.profile.value,
            rooms=list(wanted.rooms) or None,
            options=wanted.options.as_kept(),
            association_id=wanted.association_id,
            booking_id=wanted.booking_id,
            account_id=wanted.account_id,
            created_at=now,
        )
    )
    session.flush()
    return secret


def find_subscription(session: Session, secret: str) -> Subscription | None:
    """The subscription of that secret, revoked ones included."""
    wanted = col(SubscriptionRow.token_hash) == hash_secret(secret)
    row = session.exec(select(SubscriptionRow).where(wanted)).one_or_none()
    return None if row is None else _subscription(row)


def find_renewed(session: Session, secret: str) -> int | None:
    """The subscription that had this secret before it was renewed."""
    row = session.get(FormerAddressRow, hash_secret(secret))
    return None if row is None else row.subscription_id


def gone_feed(session: Session, subscription_id: int | None) -> Gone:
    """What an ended address is answered with; that of a booking can be made anew by its own
    people."""
    row = session.get(SubscriptionRow, subscription_id) if subscription_id else None
    kind = OwnFeedGone if row and row.booking_id is not None else Gone
    return kind(what="feed", subscription=subscription_id)


def find_subscriptions(session: Session) -> tuple[Subscription, ...]:
    """All subscriptions, revoked ones included, the oldest first."""
    rows = session.exec(select(SubscriptionRow).order_by(col(SubscriptionRow.id)))
    return tuple(map(_subscription, rows))


def find_subscription_by_id(session: Session, subscription_id: int) -> Subscription | None:
    """The subscription of that number, or None."""
    row = session.get(SubscriptionRow, subscription_id)
    return None if row is None else _subscription(row)


def find_subscription_of_booking(session: Session, booking_id: int) -> Subscription | None:
    """The feed that shows this booking alone, unless it was revoked."""
    row = session.exec(
        select(SubscriptionRow)
        .where(
            col(SubscriptionRow.booking_id) == booking_id,
            col(SubscriptionRow.revoked_at).is_(None),
        )
        .order_by(col(SubscriptionRow.id))
    ).first()
    return None if row is None else _subscription(row)


def renew_subscription(session: Session, subscription_id: int, now: datetime) -> str | None:
    """Gives a subscription a new secret; the old address is gone for good. None if there is
    no such subscription, or if it was revoked."""
    row = session.exec(
        select(SubscriptionRow).where(col(SubscriptionRow.id) == subscription_id).with_for_update()
    ).one_or_none()
    if row is None or row.revoked_at is not None:
        return None
    former = FormerAddressRow(
        token_hash=row.token_hash, subscription_id=subscription_id, ended_at=now
    )
    session.add(former)
    secret = new_secret()
    row.token_hash = hash_secret(secret)
    row.renewed_at = now
    session.flush()
    return secret


def change_subscription(
    session: Session, subscription_id: int, wanted: NewSubscription, now: datetime
) -> None:
    """What a subscription shows from now on; its address stays, and its readers are sent it
    anew."""
    row = session.get_one(SubscriptionRow, subscription_id, with_for_update=True)
    row.name, row.rooms = wanted.name, list(wanted.rooms) or None
    row.options, row.account_id = wanted.options.as_kept(), wanted.account_id
    row.version, row.changed_at = row.version + 1, now
    session.flush()


def revoke_subscription(session: Session, subscription_id: int, now: datetime) -> bool:
    """Ends a subscription for good; its address answers 410. False if there is none."""
    row = session.get(SubscriptionRow, subscription_id)
    if row is None:
        return False
    row.revoked_at = row.revoked_at or now
    return True


def _subscription(row: SubscriptionRow) -> Subscription:
    return Subscription(
        id=row.id or 0,
        name=row.name,
        profile=Profile(row.profile),
        rooms=tuple(row.rooms) if row.rooms else None,
        options=FeedOptions.from_kept(row.options),
        association_id=row.association_id,
        booking_id=row.booking_id,
        account_id=row.account_id,
        version=row.version,
        created_at=row.created_at,
        renewed_at=row.renewed_at,
        changed_at=row.changed_at,
        revoked_at=row.revoked_at,
        left_out=row.left_out,
    )
