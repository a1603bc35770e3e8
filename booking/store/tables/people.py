"""Accounts, their sessions, and tokens. Secrets are kept as SHA-256 of random bytes,
passwords as argon2; neither can be read back."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, false, true
from sqlmodel import Field

from booking.store.tables.base import Base


class AccountRow(Base, table=True):
    """Somebody who signs in: staff, caretaker, admin."""

    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, max_length=254)
    name: str = Field(max_length=200)
    role: str = Field(max_length=20)
    phone: str = Field(default="", max_length=60)
    """Where staff reach a caretaker who has not seen a change."""
    password_hash: str = Field(max_length=200)
    created_at: datetime
    disabled_at: datetime | None = None
    wants_digest: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    """Whether a mail tells each working day what lies in the inbox."""
    hears_at_once: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether a mail tells at once of each new request."""
    totp_secret: str = Field(default="", max_length=64, sa_column_kwargs={"server_default": ""})
    """Base32; empty without a second factor. It must be read to be checked, so it is no hash."""
    totp_confirmed: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether a first code has shown that the secret arrived; only then it is asked for."""
    totp_step: int = Field(
        default=0, sa_column=Column(BigInteger, nullable=False, server_default="0")
    )
    """The time step of the last code that was taken (RFC 6238): no code is taken twice."""


class RecoveryCodeRow(Base, table=True):
    """Lets its owner in once without the second factor; a used one is gone."""

    __tablename__ = "recovery_code"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    code_hash: str = Field(max_length=64)


class SessionRow(Base, table=True):
    """One browser that is signed in."""

    __tablename__ = "session"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime
    expires_at: datetime = Field(index=True)
    browser: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    """Which program it is, such as Firefox; from where it came is not kept."""


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
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
