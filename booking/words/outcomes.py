"""What a deed did, in one line: `Chor Sonne: 20 Termine zugesagt, 1 Termin abgelehnt.`"""

from collections.abc import Iterable, Mapping

from booking.domain.bookings import Booking
from booking.domain.changes import Change
from booking.domain.statuses import Status
from booking.words.catalogue import Words, msgid
from booking.words.dates import list_text
from booking.words.history import kind_of

_DONE: Mapping[str, tuple[str, str]] = {
    Status.CONFIRMED: (msgid("%(num)s date confirmed"), msgid("%(num)s dates confirmed")),
    Status.HELD: (msgid("%(num)s date held"), msgid("%(num)s dates held")),
    Status.DECLINED: (msgid("%(num)s date declined"), msgid("%(num)s dates declined")),
    Status.CANCELLED: (msgid("%(num)s date cancelled"), msgid("%(num)s dates cancelled")),
    Status.WITHDRAWN: (msgid("%(num)s date withdrawn"), msgid("%(num)s dates withdrawn")),
    "offered": (msgid("%(num)s date offered"), msgid("%(num)s dates offered")),
    "offer_taken": (msgid("%(num)s date confirmed"), msgid("%(num)s dates confirmed")),
    "proposal_accepted": (msgid("%(num)s date confirmed"), msgid("%(num)s dates confirmed")),
    "moved": (msgid("%(num)s date moved"), msgid("%(num)s dates moved")),
    "undone": (
        msgid("the answer for %(num)s date taken back"),
        msgid("the answer for %(num)s dates taken back"),
    ),
}
_OTHERWISE = (msgid("%(num)s date changed"), msgid("%(num)s dates changed"))


def outcome_text(booking: Booking, steps: Iterable[Change], words: Words) -> str:
    """Whose dates became what; rooms wanted together are one date."""
    position_of = {one.id: one.position for one in booking.occurrences}
    dates: dict[str, set[int]] = {}
    for step in steps:
        position = position_of.get(step.occurrence_id or 0, 0)
        dates.setdefault(kind_of(step), set()).add(position)
    told = [number_text(kind, len(positions), words) for kind, positions in dates.items()]
    return f"{booking.association}: {list_text(told, words)}."


def number_text(kind: str, number: int, words: Words) -> str:
    """How many dates became that: `20 Termine zugesagt`."""
    one, many = _DONE.get(kind, _OTHERWISE)
    return words.gettext(one if number == 1 else many, num=number)
