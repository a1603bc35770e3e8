"""Which day to look at: the small form above every week and plan.

A day that cannot be shown is told beside the field, and today is shown instead.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import BaseModel

from booking.domain.house import House
from booking.web.form_types import Day
from booking.web.forms import Form, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.requests import Asker
from booking.words.dates import day_text

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
LOOK_BACK = timedelta(days=366)


class DayForm(BaseModel):
    """The day that is typed or linked to."""

    day: Day | None = None


class UntilForm(BaseModel):
    """The last day of a series, to be told in words."""

    until: Day | None = None


@dataclass(frozen=True, slots=True)
class ChosenDay:
    """The day to show, and the form that asked for it."""

    day: date
    today: date
    form: Form[DayForm]

    @property
    def monday(self) -> date:
        """The first day of its week."""
        return self.day - self.day.weekday() * ONE_DAY

    @property
    def status(self) -> int:
        """The HTTP status of the page: a day that makes no sense is the asker's mistake."""
        return 422 if self.form.errors else 200


def choose_day(request: Asker, house: House, now: datetime) -> ChosenDay:
    """The day that the address names; today without one."""
    today = house.wall_clock.date_of(now)
    words = words_of(request)
    form = read_form(DayForm, query_of(request), words)
    wanted = form.content.day if form.content else None
    first, last = today - LOOK_BACK, today + house.horizon
    if wanted and not first <= wanted <= last:
        message = words.gettext(
            "We can show days from %(first)s to %(last)s.",
            first=day_text(first, words),
            last=day_text(last, words),
        )
        form, wanted = form.rejected("day", message), None
    return ChosenDay(wanted or today, today, form)
