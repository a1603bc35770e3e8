"""Associations as staff know them: what kind, whether trusted, until when a proof holds.

Two associations that turn out to be one are merged: the other one keeps only its name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.delegates import Delegate
from booking.domain.house import House
from booking.domain.refusals import BadInput


@dataclass(frozen=True, slots=True)
class AssociationFacts:
    """What staff say about an association."""

    name: str
    user_group: str = ""
    """One of the house's kinds; empty until it is known."""
    trusted: bool = False
    """Whether its small requests are confirmed at once, where a room allows it."""
    proof_until: date | None = None
    """The last day on which its proof, such as that of being a charity, holds."""


@dataclass(frozen=True, slots=True)
class Association:
    """One association."""

    id: int
    facts: AssociationFacts
    created_at: datetime
    merged_into: int | None = None
    merged_at: datetime | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.facts.name

    def has_old_proof(self, today: date) -> bool:
        """Whether its proof has run out."""
        return self.facts.proof_until is not None and self.facts.proof_until < today


@dataclass(frozen=True, slots=True)
class ListedAssociation:
    """An association in a list, with how much there is of it."""

    association: Association
    bookings: int
    delegates: int


@dataclass(frozen=True, slots=True)
class AssociationNote:
    """What somebody of staff wrote about an association."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What would move if one association is merged into another."""

    leaving: Association
    staying: Association
    bookings: int
    delegates: tuple[Delegate, ...]
    """Those who would speak for the other one from then on, besides its own."""
    known: tuple[Delegate, ...]
    """Those who speak for both already, and are one person afterwards."""
    tokens: int
    subscriptions: int


def require_user_group(house: House, user_group: str) -> None:
    """Raises `BadInput` for a kind that the house does not know."""
    if user_group and user_group not in house.user_groups:
        raise BadInput("/user_group", "not_a_choice", expected=", ".join(house.user_groups))


def known_in(email: str, delegates: Collection[Delegate]) -> Delegate | None:
    """Who of them has this address; nobody has none."""
    return next((one for one in delegates if email and one.email == email), None)
