"""Associations and the people who speak for them."""

from datetime import datetime

from sqlmodel import Field

from booking.store.tables.base import Base


class AssociationRow(Base, table=True):
    """A group as it named itself."""

    __tablename__ = "association"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200)
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
