"""What mails tell while a booking is asked for and answered: its delegate, and of a new one
staff."""

from collections.abc import Callable, Mapping
from datetime import date

from booking.domain.alternatives import Alternatives
from booking.domain.answers import answer_by
from booking.domain.bookings import Occurrence
from booking.domain.mails import Kind
from booking.domain.proposals import Side
from booking.domain.statuses import OPEN, Status
from booking.services.mail.about_proposals import proposal
from booking.services.mail.cases import Case, Facts
from booking.services.other_places import find_other_places
from booking.store.delegates import find_delegates
from booking.store.messages import find_message
from booking.store.proposals import find_open_proposals
from booking.words.mail_dates import Place

CONFIRMED = frozenset({Status.CONFIRMED})
TOLD = frozenset({Status.CONFIRMED, Status.HELD, Status.DECLINED})
"""What a decision can lead to."""
MOST_ELSEWHERE = 2
"""For so many refused dates the mail names free times."""


def received(case: Case) -> Facts | None:
    """An enquiry has come in: the dates as they were asked for, whatever became of them
    since; that is told by mails of its own. Some may have been confirmed at once."""
    booking, noted = case.booking, case.noted.get("left_out")
    confirmed, waiting = case.dates(CONFIRMED, "confirmed"), case.standing({Status.WAITING})
    return {
        "confirmed": confirmed,
        "rooms": case.rooms_with_rules(confirmed),
        "waiting": waiting,
        "dates": tuple(one for one in booking.occurrences if one not in (*confirmed, *waiting)),
        "left_out": [date.fromisoformat(day) for day in noted] if isinstance(noted, list) else [],
        "answer_by": answer_by(case.house, booking.received_at, booking.first_open_day),
    }


def question(case: Case) -> Facts | None:
    """The house wants to know something, as long as nobody has answered."""
    asked = find_message(case.ledger.session, case.number("message"))
    if asked is None or not asked.is_open(case.today):
        return None
    return {"question": asked.text, "written_in": asked.language, "answer_by": asked.wait_until}


def message(case: Case) -> Facts | None:
    """The house has written something."""
    written = find_message(case.ledger.session, case.number("message"))
    return {"message": written.text, "written_in": written.language} if written else None


def decided(case: Case) -> Facts | None:
    """Which dates are confirmed, held, not possible, and which are still open; and whether
    nothing is left of all that was asked for."""
    told = case.dates(TOLD)
    taken = case.dates(OPEN, "taken")
    if not told:
        return None
    known = {one.id for one in (*told, *taken)}
    held: dict[date, list[Occurrence]] = {}
    for one in told:
        if one.hold_until is not None:
            held.setdefault(one.hold_until, []).append(one)
    confirmed = tuple(one for one in told if one.status is Status.CONFIRMED)
    declined = tuple(one for one in told if one.status is Status.DECLINED)
    left = tuple(one for one in case.standing(OPEN) if one.id not in known)
    proposals = find_open_proposals(case.ledger, case.booking.id)
    proposed = {one.occurrence_id for one in proposals if one.side is Side.HOUSE}
    return {
        "confirmed": confirmed,
        "rooms": case.rooms_with_rules(confirmed),
        "held": sorted(held.items()),
        "declined": declined,
        "is_refused": not case.standing(OPEN | CONFIRMED),
        "elsewhere": elsewhere(case, (*declined, *taken)),
        "taken": taken,
        "proposed": tuple(one for one in left if one.id in proposed),
        "open": tuple(one for one in left if one.id not in proposed),
        "reason": case.text("reason"),
    }


def elsewhere(case: Case, dates: tuple[Occurrence, ...]) -> tuple[Place, ...]:
    """What was free instead of the first few of these dates when the mail left."""
    coming = case.to_come(dates)[:MOST_ELSEWHERE]
    search = Alternatives.after_a_no
    found = find_other_places(case.ledger, case.house, case.booking, coming, search)
    return tuple(Place(one.day, one.begin, one.end, (one.room.slug,)) for one in found)


def offered(case: Case) -> Facts | None:
    """A date from the waiting list is held for this association."""
    dates = tuple(one for one in case.dates({Status.HELD}) if one.offered)
    if not dates or case.day("open_until") < case.today:
        return None
    return {"dates": dates, "open_until": case.day("open_until")}


def new_link(case: Case) -> Facts | None:
    """Nothing but the link, as long as its reader speaks for the association."""
    speaking = find_delegates(case.ledger.session, [case.booking.association_id])
    return {} if any(one.email == case.recipient for one in speaking) else None


def new_enquiry(case: Case) -> Facts | None:
    """An enquiry that nobody has answered yet."""
    dates = case.standing(OPEN)
    due = answer_by(case.house, case.booking.received_at, case.booking.first_open_day)
    return {"dates": dates, "answer_by": due} if dates else None


BUILDERS: Mapping[Kind, Callable[[Case], Facts | None]] = {
    Kind.RECEIVED: received,
    Kind.QUESTION: question,
    Kind.MESSAGE: message,
    Kind.DECIDED: decided,
    Kind.PROPOSAL: proposal,
    Kind.OFFERED: offered,
    Kind.NEW_LINK: new_link,
    Kind.NEW_ENQUIRY: new_enquiry,
}
