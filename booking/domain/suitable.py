"""Which rooms suit a wish whatever the time: large enough, and meant for what is planned."""

from datetime import datetime

from booking.domain.candidates import plan_candidate
from booking.domain.enquiries import Enquiry
from booking.domain.house import House
from booking.domain.people import VISITOR
from booking.domain.rooms import Room
from booking.domain.rules import UNCLAIMED, Case, is_stopped
from booking.domain.rules.room import ROOM_RULES


def find_suitable_rooms(enquiry: Enquiry, house: House, now: datetime) -> tuple[Room, ...]:
    """The public rooms against which no rule about rooms speaks, in the order of the file."""

    def suits(room: Room) -> bool:
        place = plan_candidate(house, room, enquiry.day, enquiry.begin, enquiry.end)
        case = Case(
            candidate=place,
            house=house,
            claims=UNCLAIMED,
            now=now,
            asked_at=now,
            asker=VISITOR,
            persons=enquiry.persons,
            seating=enquiry.seating,
            activity=enquiry.activity,
        )
        return not is_stopped(case, ROOM_RULES)

    return tuple(filter(suits, house.public_rooms))
