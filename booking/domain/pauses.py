"""The days that a series leaves out by itself, and why: so that nobody waits at a closed door."""

from datetime import date

from booking.domain.enquiries import Enquiry, Skip
from calendars.holidays import Holiday, find_public_holiday, find_school_holiday


def find_pauses(enquiry: Enquiry) -> tuple[Holiday, ...]:
    """The dates of the rule that fall on a day to be left out, each by the name of its
    holiday. Raises `RecurrenceError` for a rule that cannot be followed."""
    if enquiry.series is None:
        return ()
    skip = enquiry.series.skip
    named = (_find_holiday(skip, day) for day in enquiry.series.rule.dates(enquiry.day))
    return tuple(holiday for holiday in named if holiday is not None)


def _find_holiday(skip: frozenset[Skip], day: date) -> Holiday | None:
    public = find_public_holiday(day) if Skip.PUBLIC_HOLIDAYS in skip else None
    return public or (find_school_holiday(day) if Skip.SCHOOL_HOLIDAYS in skip else None)
