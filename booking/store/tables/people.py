"""Accounts, their sessions, and tokens. Secrets are kept as SHA-256 of random bytes,
passwords as argon2; neither can be read back."""

from datetime import datetime

from sqlmodel import Field

from booking.store.tables.base import Base


class AccountRow(Base, table=True):
    """Somebody who signs in: staff, caretaker, admin."""

    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, max_length=254)
    name: str = Field(max_length=200)
    role: str = Field(max_length=20)
    password_hash: str = Field(max_length=200)
    created_at: datetime
    disabled_at: datetime | None = None


class SessionRow(Base, table=True):
    """One browser that is signed in."""

    __tablename__ = "session"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime
    expires_at: datetime = Field(index=True)


class TokenRow(Base, table=True):
    """A secret that lets its bearer act: an API token, or a link in a mail."""

    __tablename__ = "token"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    purpose: str = Field(max_length=20)
    name: str = Field(default="", max_length=200)
    association_id: int | None = Field(default=None, foreign_key="association.id")
    booking_id: int | None = Field(default=None, foreign_key="booking.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    created_at: datetime
    revoked_at: datetime | None = None
