"""What the mail about a counter-proposal tells: what is open when it leaves, and no more."""

from collections.abc import Iterable
from datetime import date

from booking.domain.proposals import Proposal, Side
from booking.domain.statuses import OPEN, Status
from booking.services.mail.cases import Case, Facts
from booking.store.proposals import find_open_proposals
from booking.words.mail_dates import Place
from calendars.wallclock import ClockTime

STANDING = OPEN | {Status.CONFIRMED}
"""Dates that may still go elsewhere."""


def proposal(case: Case) -> Facts | None:
    """Other rooms or times, as far as they can be accepted when the mail leaves."""
    noted = {one.id for one in case.dates(STANDING)}
    ours = [
        one
        for one in find_open_proposals(case.ledger, case.booking.id)
        if one.side is Side.HOUSE and one.occurrence_id in noted
    ]
    if not ours:
        return None
    return {
        "old": case.standing(STANDING, {one.occurrence_id for one in ours}),
        "proposed": proposed_places(ours),
        "open_until": min(one.open_until for one in ours),
        "reason": case.text("reason"),
    }


def proposed_places(proposals: Iterable[Proposal]) -> list[Place]:
    """Where dates might be, each once: rooms that go together are one place."""
    rooms: dict[tuple[date, ClockTime, ClockTime], list[str]] = {}
    for one in proposals:
        rooms.setdefault((one.day, one.begin, one.end), []).append(one.room)
    return [Place(*when, tuple(slugs)) for when, slugs in rooms.items()]
