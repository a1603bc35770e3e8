"""Who is acting, and what they may do.

Every service is told the acting person and asks here. Associations have no
account: whoever follows the secret link of a booking, or carries the token of
an association, acts for it.
"""

from dataclasses import dataclass
from enum import StrEnum

from booking.domain.bookings import Booking
from booking.domain.refusals import NotAllowed, NotFound, SignInNeeded


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
    proven_email: str = ""
    """Set for whoever has proven this address on the device they use."""
    associations: frozenset[int] = frozenset()
    """The associations that the proven address acts for."""
    token_id: int | None = None
    """Set for a program with a token, to tell one program from another."""
    link_id: int | None = None
    """Set for whoever came by the link of the caretaker's day."""
    is_trusted: bool = False
    """Whether staff trust the association for which this person asks."""

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
        if self.booking_id == booking_id or self.association_id == association_id:
            return True
        return self.acts_for(association_id)

    def acts_for(self, association_id: int) -> bool:
        """Whether this person has proven to be one of an association's delegates. Who came by
        the link of a booking has not: links are passed on."""
        return self.standing is Standing.ASSOCIATION and association_id in self.associations


def require_business(person: Person, booking: Booking) -> Booking:
    """The booking, if it is this person's business. Raise `NotFound` otherwise: others need not
    know that there is one."""
    if not person.may_see_booking(booking.id, booking.association_id):
        raise NotFound(what="booking", reference=booking.reference)
    return booking


def require_delegate(person: Person, association_id: int) -> None:
    """Raise `NotFound` unless this person acts for the association: others need not know that
    there is one."""
    if not person.acts_for(association_id):
        raise NotFound(what="association")


VISITOR = Person(Standing.VISITOR)
THE_HOUSE = Person(Standing.HOUSE)


def require_staff(person: Person) -> None:
    """Raise `SignInNeeded` for a visitor and `NotAllowed` for anybody else who is not staff."""
    if person.is_staff:
        return
    if person.standing is Standing.VISITOR:
        raise SignInNeeded
    raise NotAllowed


def require_caretaker(person: Person) -> None:
    """The same for whoever neither looks after the house nor decides about bookings."""
    if person.standing is not Standing.CARETAKER:
        require_staff(person)
