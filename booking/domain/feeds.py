"""Which reader of a calendar sees what: the profiles.

A feed leaves the house and ends up on private phones. What it may show is
decided here, once, field by field. Times are for everybody; names, persons and
notes are for those who work with them; addresses and phone numbers are in no
feed at all.
"""

from dataclasses import dataclass
from enum import StrEnum

from booking.domain.entries import Entry
from booking.domain.people import Person, Standing
from booking.domain.rooms import Room, Visibility


class Profile(StrEnum):
    """Who a feed is made for."""

    PUBLIC = "public"
    ASSOCIATION = "association"
    CARETAKER = "caretaker"
    STAFF = "staff"

    @property
    def sees_hidden_rooms(self) -> bool:
        """Whether its readers work in the house, and so may know of every room."""
        return self in (Profile.CARETAKER, Profile.STAFF)

    @property
    def shows_own_only(self) -> bool:
        """Whether its readers see no dates but their own."""
        return self is Profile.ASSOCIATION

    @property
    def names_every_room(self) -> bool:
        """Whether the room of a date may be told, whatever room it is."""
        return self.sees_hidden_rooms or self.shows_own_only


@dataclass(frozen=True, slots=True)
class Showing:
    """What one reader sees of one entry; None and empty fields are not shown."""

    title: str | None
    association: str | None = None
    persons: int | None = None
    seating: str | None = None
    notes: str = ""
    reference: str | None = None
    shows_setup: bool = False


def show(entry: Entry, room: Room, profile: Profile) -> Showing:
    """The fields of an entry that this profile may see."""
    if profile is Profile.PUBLIC:
        return Showing(title=public_title(entry, room))
    if profile is Profile.ASSOCIATION:
        return Showing(title=entry.title, reference=entry.reference, shows_setup=True)
    return Showing(
        title=entry.title,
        association=entry.association,
        persons=entry.persons,
        seating=entry.seating,
        notes=entry.notes,
        reference=entry.reference,
        shows_setup=True,
    )


def profile_of(person: Person) -> Profile:
    """As whom a person reads the plan on a page: whoever works in the house sees what takes
    place, everybody else what the public sees."""
    if person.is_staff:
        return Profile.STAFF
    return Profile.CARETAKER if person.standing is Standing.CARETAKER else Profile.PUBLIC


def public_title(entry: Entry, room: Room) -> str | None:
    """The title, if the room and its association both want it known."""
    if room.public is Visibility.TITLE and entry.public_title:
        return entry.title or None
    return None
