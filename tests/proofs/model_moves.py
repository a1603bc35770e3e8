"""What moving, swapping and proposing must come to."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tests.proofs.model import HOLDING, OPEN, Date, House, Offer, Refused, Step, crowded
from tests.proofs.places import A_DAY, Place, Span, elsewhere, today


class Target(NamedTuple):
    """By how much a date moves, and perhaps into another room."""

    room: str | None
    days: int
    begin: int
    end: int


Plan = list[tuple[Date, Place]]


def plan(house: House, booking: int, number: int, target: Target, scope: str = "one") -> Plan:
    """The new place of each date that goes with the named one and goes anywhere at all."""
    named = house.dates[number]
    if not named.movable or named.use.begin <= house.now:
        raise Refused("bad_input")
    found = []
    for one in house.dates_of(booking):
        goes_along = one.position == named.position or (
            scope == "all" or (scope == "following" and one.use.begin > named.use.begin)
        )
        if not goes_along or not one.movable or one.use.begin <= house.now:
            continue
        room = target.room if target.room and one.place.room == named.place.room else one.place.room
        place = elsewhere(one.place, room, target.days, target.begin, target.end)
        if not 0 <= place.begin < place.end <= A_DAY:
            raise Refused("bad_input")
        if place_told(place) != place_told(one.place):
            found.append((one, place))
    return found


def place_told(place: Place) -> tuple[object, ...]:
    """Where a date is, without what stands around it."""
    return place.room, place.day, place.begin, place.end


def move(house: House, booking: int, number: int, target: Target, scope: str) -> set[int]:
    """Dates move together. One that cannot stays, and so does whoever needs the place of
    one that stays; returns those that stay."""
    planned = plan(house, booking, number, target, scope)
    stuck = crowded(planned)
    going = [(one, place) for one, place in planned if one.position not in stuck]
    while blocked := {one.position for one, place in going if is_stuck(house, place, going)}:
        going = [(one, place) for one, place in going if one.position not in blocked]
    house.turn(steps_of(going))
    return {one.number for one, _ in planned} - {one.number for one, _ in going}


def is_stuck(house: House, place: Place, going: Plan) -> bool:
    """Whether a place cannot be had if just these go. Not even what another date of the
    same booking only asks for."""
    leaving = {one.number for one, _ in going}
    [booking] = {one.booking for one, _ in going}
    return bool(house.obstacles(place, leaving)) or any(
        other.number not in leaving and other.movable and other.place.meets(place)
        for other in house.dates_of(booking)
    )


def steps_of(going: Plan) -> list[Step]:
    """Each keeps its status."""
    return [Step(one, one.status, one.hold_until, place) for one, place in going]


def swap(house: House, first: int, second: int) -> None:
    """Two dates of two bookings exchange their rooms, each at its own time; both or none."""
    one, other = house.dates[first], house.dates[second]
    if one.booking == other.booking:
        raise Refused("bad_input")
    planned = plan(house, one.booking, first, Target(other.place.room, 0, 0, 0)) + plan(
        house, other.booking, second, Target(one.place.room, 0, 0, 0)
    )
    require_free(house, planned)
    house.turn(steps_of(planned))


def require_free(house: House, planned: Plan) -> None:
    """All of these can be had at once, or none is."""
    leaving = {one.number for one, _ in planned}
    if any(house.obstacles(place, leaving) for _, place in planned) or collide(planned):
        raise Refused("not_movable")


def collide(planned: Plan) -> bool:
    """Whether two of them want the same, or one has no time."""
    places = [place for _, place in planned]
    return any(place.taken is None for place in places) or any(
        one.meets(other) for index, one in enumerate(places) for other in places[index + 1 :]
    )


def propose(
    house: House, booking: int, number: int, target: Target, side: str, until: date
) -> None:
    """One side names another place for a date and the rooms that go with it. The house
    keeps it free, as far as the booking does not hold it already."""
    if until < today(house.now):
        raise Refused("bad_input")
    planned = plan(house, booking, number, target)
    if not planned:
        raise Refused("bad_input")
    if side == "house":
        require_free(house, planned)
    elif collide(planned) or any(house.obstacles(place) - {"taken"} for _, place in planned):
        raise Refused("not_movable")
    own = house.dates_of(booking)
    for one, place in planned:
        pieces = new_pieces(place, own) if side == "house" else ()
        one.offer = Offer(side, place, until, tuple(pieces))


def new_pieces(place: Place, own: Sequence[Date]) -> list[tuple[str, Span]]:
    """What a place needs beyond what the booking holds, space by space."""
    found = []
    for space in place.spaces:
        parts = [place.taken] if place.taken else []
        for one in own:
            if one.status in HOLDING and space in one.place.spaces and one.place.taken:
                parts = [left for part in parts for left in part.without(one.place.taken)]
        found += [(space, part) for part in parts]
    return found


def reply(house: House, number: int, side: str, *, accepts: bool) -> None:
    """The other side accepts or refuses what is proposed for a date and its rooms. The
    rooms that were to stay are confirmed where they are."""
    named = house.dates[number]
    together = [one for one in house.dates_of(named.booking) if one.position == named.position]
    offered = {one.number: one.offer for one in together if one.offer and one.offer.side != side}
    if not offered:
        raise Refused("not_found")
    if not accepts:
        for answered in offered:
            house.dates[answered].offer = None
        return
    going = [
        (one, offered[one.number].place if one.number in offered else one.place)
        for one in together
        if one.number in offered or one.status in OPEN
    ]
    require_free(house, going)
    house.turn(
        [
            Step(one, "confirmed", place=place if one.number in offered else None)
            for one, place in going
        ]
    )
