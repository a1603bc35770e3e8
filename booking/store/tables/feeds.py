"""Subscriptions to feeds."""

from datetime import datetime

from sqlalchemy import JSON, Column
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
    association_id: int | None = Field(default=None, foreign_key="association.id")
    version: int = 1
    created_at: datetime
    revoked_at: datetime | None = None
