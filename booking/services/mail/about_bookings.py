"""What mails about one booking tell its delegate (and of a new one, staff)."""

from collections.abc import Callable, Mapping
from datetime import date

from booking.domain.answers import answer_by
from booking.domain.bookings import Occurrence
from booking.domain.mails import Kind
from booking.domain.statuses import HOLDING, OPEN, Status
from booking.services.mail.cases import Case, Facts
from booking.words.mail_dates import Place
from calendars.wallclock import ClockTime

CONFIRMED = frozenset({Status.CONFIRMED})
ENDED = frozenset({Status.CANCELLED, Status.WITHDRAWN})
TOLD = frozenset({Status.CONFIRMED, Status.HELD, Status.DECLINED})
"""What a decision can lead to."""


def proof(case: Case) -> Facts | None:
    """An enquiry that waits for its address to be proven."""
    dates = case.to_come(case.standing(OPEN))
    minutes = case.noted.get("minutes", 15)
    return {"dates": dates, "code": case.text("code"), "minutes": minutes} if dates else None


def received(case: Case) -> Facts | None:
    """An enquiry has come in: the dates as they were asked for, whatever became of them
    since; that is told by mails of its own. Some may have been confirmed at once."""
    booking, noted = case.booking, case.noted.get("left_out")
    confirmed, waiting = case.dates(CONFIRMED, "confirmed"), case.standing({Status.WAITING})
    return {
        "confirmed": confirmed,
        "waiting": waiting,
        "dates": tuple(one for one in booking.occurrences if one not in (*confirmed, *waiting)),
        "left_out": [date.fromisoformat(day) for day in noted] if isinstance(noted, list) else [],
        "answer_by": answer_by(case.house, booking.received_at, booking.first_open_day),
    }


def question(case: Case) -> Facts | None:
    """The house wants to know something."""
    return {"question": case.text("question"), "answer_by": case.day("answer_by")}


def decided(case: Case) -> Facts | None:
    """Which dates are confirmed, held, not possible, and which are still open."""
    told = case.dates(TOLD)
    taken = case.dates(OPEN, "taken")
    if not told:
        return None
    known = {one.id for one in (*told, *taken)}
    held: dict[date, list[Occurrence]] = {}
    for one in told:
        if one.hold_until is not None:
            held.setdefault(one.hold_until, []).append(one)
    return {
        "confirmed": tuple(one for one in told if one.status is Status.CONFIRMED),
        "held": sorted(held.items()),
        "declined": tuple(one for one in told if one.status is Status.DECLINED),
        "taken": taken,
        "open": tuple(one for one in case.standing(OPEN) if one.id not in known),
        "reason": case.text("reason"),
    }


def proposal(case: Case) -> Facts | None:
    """Another room or time, as long as it can be accepted."""
    old = case.dates(OPEN | CONFIRMED)
    if not old or case.day("open_until") < case.today:
        return None
    return {
        "old": old,
        "proposed": place_noted(case.noted),
        "open_until": case.day("open_until"),
        "reason": case.text("reason"),
    }


def offered(case: Case) -> Facts | None:
    """A date from the waiting list is held for this association."""
    dates = case.dates({Status.HELD})
    if not dates or case.day("open_until") < case.today:
        return None
    return {"dates": dates, "open_until": case.day("open_until")}


def moved(case: Case) -> Facts | None:
    """Dates that have another place than they had; those that are back are not told."""
    noted, ids = case.noted.get("old"), case.noted.get("occurrences")
    if not (isinstance(noted, list) and isinstance(ids, list)):
        return None
    old = {number: place_noted(one) for number, one in zip(ids, noted, strict=True)}
    dates = tuple(
        one
        for one in case.to_come(case.dates(HOLDING))
        if old[one.id] != Place(one.day, one.begin, one.end, (one.room,))
    )
    if not dates:
        return None
    return {
        "dates": dates,
        "old": [old[one.id] for one in dates],
        "reason": case.text("reason"),
    }


def cancelled(case: Case) -> Facts | None:
    """Dates that were given up."""
    dates = case.dates(ENDED)
    return {"dates": dates, "reason": case.text("reason")} if dates else None


def reminder(case: Case) -> Facts | None:
    """A single date that is near."""
    dates = case.to_come(case.dates(CONFIRMED))
    return {"dates": dates} if dates else None


def month_ahead(case: Case) -> Facts | None:
    """The dates of a series in one month."""
    month = case.day("month")
    dates = tuple(
        one
        for one in case.to_come(case.standing(CONFIRMED))
        if (one.day.year, one.day.month) == (month.year, month.month)
    )
    return {"dates": dates, "month": month} if dates else None


def renewal(case: Case) -> Facts | None:
    """The last dates of a series, all rooms of that day."""
    dates = case.to_come(case.standing(CONFIRMED))
    last = tuple(one for one in dates if one.day == max(date.day for date in dates))
    return {"last": last} if last else None


def new_enquiry(case: Case) -> Facts | None:
    """An enquiry that nobody has answered yet."""
    dates = case.standing(OPEN)
    due = answer_by(case.house, case.booking.received_at, case.booking.first_open_day)
    return {"dates": dates, "answer_by": due} if dates else None


def short_notice(case: Case) -> Facts | None:
    """Dates of the next hours that have changed, at whatever status they stand now."""
    dates = case.to_come(case.dates(frozenset(Status)))
    return {"dates": dates} if dates else None


def place_noted(noted: Facts) -> Place:
    """A place as it was noted when the mail was owed."""
    rooms = noted["rooms"]
    return Place(
        day=date.fromisoformat(str(noted["day"])),
        begin=ClockTime.parse(str(noted["begin"])),
        end=ClockTime.parse(str(noted["end"])),
        rooms=tuple(rooms) if isinstance(rooms, list) else (),
    )


BUILDERS: Mapping[Kind, Callable[[Case], Facts | None]] = {
    Kind.PROVE_ADDRESS: proof,
    Kind.PROVE_ADDRESS_AGAIN: proof,
    Kind.RECEIVED: received,
    Kind.QUESTION: question,
    Kind.DECIDED: decided,
    Kind.PROPOSAL: proposal,
    Kind.OFFERED: offered,
    Kind.MOVED: moved,
    Kind.CANCELLED_BY_HOUSE: cancelled,
    Kind.CANCELLED_BY_YOU: cancelled,
    Kind.REMINDER: reminder,
    Kind.MONTH_AHEAD: month_ahead,
    Kind.RENEWAL: renewal,
    Kind.NEW_ENQUIRY: new_enquiry,
    Kind.SHORT_NOTICE: short_notice,
}
