"""Who is acting, and what they may do.

Every service is told the acting person and asks here. Associations have no
account: whoever follows the secret link of a booking, or carries the token of
an association, acts for it.
"""

from dataclasses import dataclass
from enum import StrEnum

from booking.domain.refusals import NotAllowed, SignInNeeded


class Role(StrEnum):
    """What an account may do."""

    STAFF = "staff"
    CARETAKER = "caretaker"
    ADMIN = "admin"


class Standing(StrEnum):
    """As what a person stands before us."""

    VISITOR = "visitor"
    ASSOCIATION = "association"
    CARETAKER = "caretaker"
    STAFF = "staff"
    ADMIN = "admin"
    HOUSE = "house"
    """The program itself: jobs, the demo, the command line."""


DECIDING = frozenset({Standing.STAFF, Standing.ADMIN, Standing.HOUSE})


@dataclass(frozen=True, slots=True)
class Person:
    """One acting person; ids are those of the rows behind, where there are any."""

    standing: Standing
    name: str = ""
    account_id: int | None = None
    association_id: int | None = None
    booking_id: int | None = None
    """Set for whoever came by the secret link of one booking."""
    token_id: int | None = None
    """Set for a program with a token, to tell one program from another."""

    @property
    def is_staff(self) -> bool:
        """Whether this person decides about bookings."""
        return self.standing in DECIDING

    def may_see_booking(self, booking_id: int, association_id: int) -> bool:
        """Whether a booking is this person's business: its own association's, or staff."""
        if self.is_staff:
            return True
        if self.standing is not Standing.ASSOCIATION:
            return False
        return self.booking_id == booking_id or self.association_id == association_id


VISITOR = Person(Standing.VISITOR)
THE_HOUSE = Person(Standing.HOUSE)


def require_staff(person: Person) -> None:
    """Raise `SignInNeeded` for a visitor and `NotAllowed` for anybody else who is not staff."""
    if person.is_staff:
        return
    if person.standing is Standing.VISITOR:
        raise SignInNeeded
    raise NotAllowed
