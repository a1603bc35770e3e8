"""Addresses of the inbox and of the bookings on the desk."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from booking.domain.bookings import Booking
from booking.domain.rules import Finding, Rule
from booking.domain.verdicts import blocking_rules
from booking.services.counter_proposals import CounterProposed
from booking.services.decisions import Decided
from booking.services.moves import Moved

REFERENCE = r"^[0-9A-Z]{4}-[0-9A-Z]{4}$"
"""What a reference looks like; anything else in an address is not shown again."""


def desk_page(reference: str, **said: object) -> str:
    """The page on which staff decide about a booking."""
    return f"/staff/bookings/{quote(reference, safe='')}{query(said)}"


def inbox_page(**said: object) -> str:
    """The inbox, or a part of it."""
    return f"/staff{query(said)}"


def decided_page(decided: Decided, version: int) -> str:
    """The page of a booking after a decision on this version, telling what came of it:
    the version that was made (0 if nothing changed) and the dates that could not be had."""
    made = decided.booking.version if decided.booking.version > version else 0
    left = " ".join(str(conflict.occurrence.id) for conflict in decided.conflicts)
    return desk_page(decided.booking.reference, done=made, left=left)


def propose_page(decided: Decided, version: int, dates: Iterable[int]) -> str:
    """Where other places are proposed for some dates, after the others were decided."""
    reference = quote(decided.booking.reference, safe="")
    made = decided.booking.version if decided.booking.version > version else ""
    told: dict[str, object] = {"dates": " ".join(map(str, sorted(dates))), "made": made}
    return f"/staff/bookings/{reference}/propose{query(told)}"


def proposed_page(proposed: CounterProposed) -> str:
    """The page of a booking after other places were proposed for some of its dates."""
    placed = len({one.occurrence_id for one in proposed.proposals})
    denied = [denied_text(number, found) for number, found in sorted(proposed.refused.items())]
    return desk_page(proposed.booking.reference, proposed=placed, denied=" ".join(denied))


def denied_text(occurrence_id: int, findings: Iterable[Finding]) -> str:
    """A date that could not have another place, with the rules that stopped it: `17.closed`."""
    rules = sorted(blocking_rules(findings) or {Rule.TAKEN})
    return ".".join([str(occurrence_id), *rules])


def denied_of(told: str) -> dict[int, tuple[Rule, ...]]:
    """The dates that an address tells so, each with the rules."""
    parts = (one.split(".") for one in told.split())
    known = set(Rule)
    return {
        int(number): tuple(Rule(name) for name in names if name in known)
        for number, *names in parts
    }


def moved_page(moved: Moved, version: int) -> str:
    """The page of a booking after some of its dates were moved from this version."""
    made = moved.booking.version if moved.booking.version > version else 0
    stayed = [denied_text(one.occurrence.id, one.findings) for one in moved.conflicts]
    return desk_page(moved.booking.reference, done=made, denied=" ".join(stayed))


def saved_page(booking: Booking, version: int, **said: object) -> str:
    """The inbox after a deed on this version of a booking, telling what came of it."""
    made = booking.version if booking.version > version else None
    address = inbox_page(**said, saved=booking.reference, made=made)
    return f"{address}#saved"


def query(said: dict[str, object]) -> str:
    """What comes after the path; what is empty is left out."""
    told = {name: value for name, value in said.items() if value not in ("", None)}
    return f"?{urlencode(told)}" if told else ""
