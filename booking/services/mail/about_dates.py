"""What mails tell of the dates of one booking once they are answered: that they are near, have
another place, were given up; its delegate, and at short notice caretakers."""

from collections.abc import Callable, Mapping

from booking.domain.bookings import Occurrence
from booking.domain.mails import Kind
from booking.domain.statuses import HOLDING, Status
from booking.services.mail.cases import Case, Facts
from booking.services.mail.places import moved_from, old_places
from booking.store.no_shows import find_no_shows
from booking.store.renewals import find_renewals

CONFIRMED = frozenset({Status.CONFIRMED})
ENDED = frozenset({Status.CANCELLED, Status.WITHDRAWN})


def moved(case: Case) -> Facts | None:
    """Dates that have another place than they had; those that are back are not told."""
    old = moved_from(case.to_come(case.dates(HOLDING)), old_places(case))
    dates = tuple(one for one in case.dates(HOLDING) if one.id in old)
    return (
        {"dates": dates, "old": [*old.values()], "reason": case.text("reason")} if dates else None
    )


def cancelled(case: Case) -> Facts | None:
    """Dates that were given up, and where they were if nobody has read that they were moved."""
    dates = case.dates(ENDED)
    old = [*moved_from(dates, old_places(case)).values()]
    return {"dates": dates, "old": old, "reason": case.text("reason")} if dates else None


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
    if not dates or not case.booking.month_list:
        return None
    each: dict[int, list[Occurrence]] = {}
    for one in dates:  # rooms wanted together are given up together
        each.setdefault(one.position, []).append(one)
    return {"dates": dates, "each": tuple(each.values()), "month": month}


def renewal(case: Case) -> Facts | None:
    """The last dates of a series, all rooms of that day; unless somebody has answered already,
    as staff do for whoever calls."""
    if find_renewals(case.ledger.session, [case.booking.id]):
        return None
    dates = case.to_come(case.standing(CONFIRMED))
    last = tuple(one for one in dates if one.day == max(date.day for date in dates))
    return {"last": last} if last else None


def no_show(case: Case) -> Facts | None:
    """A date to which nobody came, as far as anybody saw; unless that was taken back."""
    stands = {one.occurrence_id for one in find_no_shows(case.ledger.session, case.booking.id)}
    told = tuple(one for one in case.dates(CONFIRMED) if one.id in stands)
    return {"dates": told} if told else None


def short_notice(case: Case) -> Facts | None:
    """Dates of the next hours that have changed, at whatever status they stand now."""
    dates = case.to_come(case.dates(frozenset(Status)))
    return {"dates": dates, "old": moved_from(dates, old_places(case))} if dates else None


BUILDERS: Mapping[Kind, Callable[[Case], Facts | None]] = {
    Kind.MOVED: moved,
    Kind.CANCELLED_BY_HOUSE: cancelled,
    Kind.CANCELLED_BY_YOU: cancelled,
    Kind.REMINDER: reminder,
    Kind.MONTH_AHEAD: month_ahead,
    Kind.RENEWAL: renewal,
    Kind.NO_SHOW: no_show,
    Kind.SHORT_NOTICE: short_notice,
}
