"""Subscriptions: who reads which rooms by which secret address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from booking.domain.feeds import Profile
from booking.store.secrets import hash_secret, new_secret
from booking.store.tables import SubscriptionRow


@dataclass(frozen=True, slots=True)
class Subscription:
    """One reader's feed."""

    id: int
    name: str
    profile: Profile
    rooms: tuple[str, ...] | None
    """None for the whole house."""
    association_id: int | None
    version: int
    created_at: datetime
    revoked_at: datetime | None

    @property
    def is_revoked(self) -> bool:
        """Whether its address is gone."""
        return self.revoked_at is not None


def add_subscription(
    session: Session,
    profile: Profile,
    rooms: Sequence[str] | None,
    name: str,
    now: datetime,
    association_id: int | None = None,
    secret: str | None = None,
) -> str:
    """Makes a subscription and returns the secret of its address, shown once."""
    secret = secret or new_secret()
    session.add(
        SubscriptionRow(
            token_hash=hash_secret(secret),
            name=name,
            profile=profile.value,
            rooms=list(rooms) if rooms else None,
            association_id=association_id,
            created_at=now,
        )
    )
    return secret


def find_subscription(session: Session, secret: str) -> Subscription | None:
    """The subscription of that secret, revoked ones included."""
    row = session.exec(
        select(SubscriptionRow).where(col(SubscriptionRow.token_hash) == hash_secret(secret))
    ).one_or_none()
    return None if row is None else _subscription(row)


def find_subscriptions(session: Session) -> tuple[Subscription, ...]:
    """All subscriptions, revoked ones included, the oldest first."""
    rows = session.exec(select(SubscriptionRow).order_by(col(SubscriptionRow.id)))
    return tuple(map(_subscription, rows))


def revoke_subscription(session: Session, secret: str, now: datetime) -> bool:
    """Ends a subscription for good; its address answers 410. False if there is none."""
    row = session.exec(
        select(SubscriptionRow).where(col(SubscriptionRow.token_hash) == hash_secret(secret))
    ).one_or_none()
    if row is None:
        return False
    row.revoked_at = row.revoked_at or now
    return True


def revoke_subscription_by_id(session: Session, subscription_id: int, now: datetime) -> bool:
    """The same for whoever knows the subscription, but not its secret."""
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
        association_id=row.association_id,
        version=row.version,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
