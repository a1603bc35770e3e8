"""Proofs of addresses under way, what proves them, and devices that have proven one.

Of every secret only a hash is kept: of the browser that asks, of codes and links in
mails, of devices.
"""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from booking.store.tables.base import Base


class ProofRow(Base, table=True):
    """One browser that wants to prove one address for one purpose."""

    __tablename__ = "proof"
    __table_args__ = (UniqueConstraint("handle_hash", "purpose", name="uq_proof_handle_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    handle_hash: str = Field(max_length=64)
    """A hash of what the browser is known by; for an enquiry, of the secret of its draft."""
    email: str = Field(max_length=254)
    purpose: str = Field(max_length=20)
    tries: int = 0
    """How often a code was tried since the last one was asked for."""
    expires_at: datetime = Field(index=True)


class ProofKeyRow(Base, table=True):
    """What proves an address: a code or the secret of a link, made when its mail leaves."""

    __tablename__ = "proof_key"

    id: int | None = Field(default=None, primary_key=True)
    proof_id: int = Field(foreign_key="proof.id", index=True)
    key_hash: str = Field(max_length=64, index=True)
    expires_at: datetime


class DeviceRow(Base, table=True):
    """A browser on which somebody has proven an address."""

    __tablename__ = "device"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    email: str = Field(max_length=254, index=True)
    proven_at: datetime
    expires_at: datetime = Field(index=True)
