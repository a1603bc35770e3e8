"""Which rooms suit a wish whatever the time: large enough, and meant for what is planned."""

from collections.abc import Sequence
from datetime import datetime

from booking.domain.candidates import plan_candidate
from booking.domain.enquiries import Enquiry
from booking.domain.house import House
from booking.domain.people import VISITOR, Person
from booking.domain.rooms import Room
from booking.domain.rules import Asking, Case, is_stopped
from booking.domain.rules.room import ROOM_RULES


def find_suitable_rooms(enquiry: Enquiry, house: House, now: datetime) -> tuple[Room, ...]:
    """The public rooms against which no rule about rooms speaks, in the order of the file."""
    return find_suitable(enquiry, house.public_rooms, house, VISITOR, now)


def find_suitable(
    enquiry: Enquiry, rooms: Sequence[Room], house: House, asker: Person, now: datetime
) -> tuple[Room, ...]:
    """Those of some rooms that no rule about rooms stops, whoever asks."""
    asking = Asking(
        house=house,
        now=now,
        asked_at=now,
        asker=asker,
        persons=enquiry.persons,
        seating=enquiry.seating,
        activity=enquiry.activity,
    )

    def suits(room: Room) -> bool:
        place = plan_candidate(house, room, enquiry.day, enquiry.begin, enquiry.end)
        return not is_stopped(Case(place, asking), ROOM_RULES)

    return tuple(filter(suits, rooms))
