"""Subscriptions to feeds, and who reads them."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field

from booking.store.tables.base import Base


class SubscriptionRow(Base, table=True):
    """Who reads which rooms with which profile, by a secret address."""

    __tablename__ = "subscription"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    name: str = Field(default="", max_length=200)
    profile: str = Field(max_length=20)
    rooms: list[str] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    """Slugs; none for the whole house."""
    options: dict[str, object] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    """What was chosen about it; none if nothing was."""
    association_id: int | None = Field(default=None, foreign_key="association.id")
    booking_id: int | None = Field(default=None, foreign_key="booking.id", index=True)
    """Set if it shows one booking only."""
    account_id: int | None = Field(default=None, foreign_key="account.id")
    """Whoever reads it, to be told when their calendar program has stopped asking."""
    version: int = 1
    created_at: datetime
    renewed_at: datetime | None = None
    changed_at: datetime | None = None
    """When staff last said otherwise what it shows."""
    revoked_at: datetime | None = None
    left_out: int = 0
    """How many dates had no place in it when it was last drawn up."""


class FormerAddressRow(Base, table=True):
    """An address that a subscription had before it was renewed: gone, not unknown."""

    __tablename__ = "former_address"

    token_hash: str = Field(primary_key=True, max_length=64)
    subscription_id: int = Field(foreign_key="subscription.id", index=True)
    ended_at: datetime


class FeedReaderRow(Base, table=True):
    """One kind of calendar program that asks for a subscription, and how often it did."""

    __tablename__ = "feed_reader"

    subscription_id: int = Field(foreign_key="subscription.id", primary_key=True)
    client: str = Field(primary_key=True, max_length=40)
    first_asked: int = Field(sa_type=BigInteger)
    last_asked: int = Field(sa_type=BigInteger)
    last_status: int
    sent: int = 0
    not_modified: int = 0
    refused: int = 0


class FeedWatchRow(Base, table=True):
    """Since when feeds can be asked for without a longer pause: one row. Silence that is
    ours is not a reader's."""

    __tablename__ = "feed_watch"

    id: int = Field(default=1, primary_key=True)
    since: datetime
    until: datetime
