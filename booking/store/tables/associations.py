"""Associations and the people who speak for them."""

from datetime import date, datetime

from sqlalchemy import false
from sqlmodel import Field

from booking.store.tables.base import Base


class AssociationRow(Base, table=True):
    """A group as it named itself."""

    __tablename__ = "association"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
    user_group: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    """Its kind, one of the house's `user_groups`; empty until staff have said which."""
    trusted: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether its small requests are confirmed as they come in, where a room allows it."""
    proof_until: date | None = None
    """The last day on which its proof, such as that of being a charity, holds."""
    merged_into: int | None = Field(default=None, foreign_key="association.id", index=True)
    """The association that it turned out to be; from then on it has only its name."""
    merged_at: datetime | None = None
    created_at: datetime


class DelegateRow(Base, table=True):
    """A person with an e-mail address who acts for an association."""

    __tablename__ = "delegate"

    id: int | None = Field(default=None, primary_key=True)
    association_id: int = Field(foreign_key="association.id", index=True)
    name: str = Field(max_length=200)
    email: str = Field(max_length=254, index=True)
    phone: str = Field(default="", max_length=60)
    language: str = Field(default="de", max_length=8)
    ended_at: datetime | None = None
    """Since when this person no longer acts for the association."""


class AssociationNoteRow(Base, table=True):
    """What staff write down about an association, for staff alone."""

    __tablename__ = "association_note"

    id: int | None = Field(default=None, primary_key=True)
    association_id: int = Field(foreign_key="association.id", index=True)
    nonce: str = Field(unique=True, max_length=64)
    """Of the form that it came by: sent twice, it is one."""
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    text: str = Field(max_length=4000)
