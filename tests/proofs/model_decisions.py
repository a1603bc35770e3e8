"""What deciding, giving up and taking back must come to."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from tests.proofs.model import (
    HOLDING,
    OPEN,
    STEPS,
    UNDO_WITHIN,
    Date,
    House,
    Offer,
    Refused,
    Step,
    crowded,
)
from tests.proofs.model_moves import new_pieces
from tests.proofs.places import today

GIVEN_UP = {
    "requested": "withdrawn",
    "held": "withdrawn",
    "waiting": "withdrawn",
    "confirmed": "cancelled",
}


def decide(house: House, booking: int, labels: Mapping[int, str], until: date) -> set[int]:
    """Staff give some dates a status, each for itself; the rooms of a date go together, and
    a hold ends before its dates begin. Returns the dates that cannot be had: they stay."""
    dates = house.dates_of(booking)
    wanted = wanted_statuses(dates, labels)
    held = [one for one in dates if wanted.get(one.number) == "held"]
    if until < today(house.now) or any(one.place.day <= until for one in held):
        raise Refused("bad_input")
    declined = {number for number, status in wanted.items() if status == "declined"}
    taking = [one for one in dates if wanted.get(one.number) in HOLDING]
    stopped = {
        one.position
        for one in taking
        if one.status != "confirmed" and house.obstacles(one.place, declined | {one.number})
    }
    stopped |= crowded([(one, one.place) for one in taking if one.position not in stopped])
    conflicts = {one.number for one in taking if one.position in stopped}
    steps = [
        Step(one, status, until if status == "held" else None)
        for one in dates
        if (status := wanted.get(one.number)) and one.number not in conflicts
    ]
    require_steps(steps)
    house.turn(steps)
    return conflicts


def decide_free(house: House, booking: int) -> set[int]:
    """Staff confirm whatever waits for an answer and can be had."""
    labels = {
        one.number: "confirmed"
        for one in house.dates_of(booking)
        if one.status in ("requested", "held")
    }
    return decide(house, booking, labels, today(house.now))


def wanted_statuses(dates: Collection[Date], labels: Mapping[int, str]) -> dict[int, str]:
    """The named dates, and with them the other rooms that are still open."""
    wanted: dict[int, str] = {}
    for status in ("confirmed", "held", "declined"):
        named = [one for one in dates if labels.get(one.number) == status]
        positions = {one.position for one in named}
        for one in dates:
            goes_along = one.position in positions and one.status in OPEN
            if (one in named or goes_along) and wanted.setdefault(one.number, status) != status:
                raise Refused("bad_input")
    return wanted


def require_steps(steps: Collection[Step]) -> None:
    """All of them are in the table, or nothing is done."""
    for step in steps:
        stays = step.status == step.date.status
        if step.changes and not stays and step.status not in STEPS[step.date.status]:
            raise Refused("wrong_step")


def cancel(
    house: House,
    booking: int,
    numbers: Collection[int] | None,
    since: date | None,
    *,
    is_staff: bool,
) -> None:
    """Dates that are not over are given up: those named, or all; from a day on. What the
    association gave up stays so, whatever staff take back."""
    house.turn(
        [
            Step(one, GIVEN_UP[one.status])
            for one in house.dates_of(booking)
            if (numbers is None or one.number in numbers)
            and (since is None or one.place.day >= since)
            and one.use.end > house.now
            and one.status in GIVEN_UP
        ],
        is_final=not is_staff,
    )


def propose_again(house: House, booking: int, offers: Mapping[int, Offer]) -> None:
    """What was proposed for dates that are back is proposed again, as long as it is not over;
    by the house only if it can be had, all rooms of a date or none."""
    own = house.dates_of(booking)
    back = [(one, offers[one.number]) for one in own if one.number in offers and not one.offer]
    back = [(one, offer) for one, offer in back if offer.until >= today(house.now)]
    for one, offer in back:
        if offer.side == "association":
            one.offer = offer
    for position in sorted({one.position for one, _ in back}):
        ours = [(o, f) for o, f in back if o.position == position and f.side == "house"]
        numbers = {one.number for one, _ in ours}
        if not any(house.obstacles(offer.place, numbers) for _, offer in ours):
            for one, offer in ours:
                one.offer = replace(offer, pieces=tuple(new_pieces(offer.place, own)))


def undo(house: House, booking: int) -> set[int]:
    """The last deed is taken back. Dates that held their room come back if nobody has it
    by now, all rooms of a date or none; returns those that do not."""
    deed = house.deeds.get(booking)
    if deed is None or deed.at < house.now - UNDO_WITHIN or deed.is_final:
        raise Refused("cannot_undo")
    back = {one.number: one for one in house.dates_of(booking) if one.number in deed.before}
    going = dict(back)
    while lost := {
        one.position
        for number, one in going.items()
        if deed.before[number][0] in HOLDING
        and one.status not in HOLDING
        and house.holders(one.place, going)
    }:
        going = {number: one for number, one in going.items() if one.position not in lost}
    for number, one in going.items():
        status = deed.before[number][0]
        if one.status != status and one.status not in STEPS[status]:
            raise Refused("wrong_step")
    offers = {
        number: offer
        for number, one in going.items()
        if (offer := one.offer or deed.offers.get(number))
    }
    steps = [Step(one, *deed.before[number]) for number, one in going.items()]
    house.turn(steps, is_final=True)
    propose_again(house, booking, offers)
    house.wait_until(house.now)
    return set(back) - set(going)
