"""What random people want: few days and times, so that they get in each other's way, and
both nights in which the clocks change."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal

from hypothesis import strategies as st

from booking.domain.enquiries import Enquiry, OnConflict, Series
from calendars.recurrence import Recurrence
from calendars.wallclock import ClockTime
from tests.builders import CHOIR
from tests.proofs.model import Wish
from tests.proofs.model_moves import Target
from tests.proofs.places import A_DAY, ROOMS

START = datetime(2026, 10, 21, 9, 0, tzinfo=UTC)
DAYS = (
    date(2026, 10, 24),  # the clocks go back in the night after it
    date(2026, 10, 25),
    date(2027, 3, 27),  # and forward in the night after this one
    date(2027, 3, 28),
)
BEGINS = (0, 60, 90, 120, 150, 19 * 60, 20 * 60)
LENGTHS = (30, 60, 90, 120, 240, A_DAY)
TOGETHER = (
    ("hall",),
    ("west-half",),
    ("east-half",),
    ("kitchen",),
    ("hall", "kitchen"),
    ("west-half", "kitchen"),
    ("west-half", "east-half"),
    ("hall", "east-half"),  # which nobody can have
)
SERIES = ((1, 1), (1, 1), (1, 2), (1, 3), (7, 2))
"""Every so many days, so many times."""


def build_wish(day: date, series: tuple[int, int], begin: int, length: int, **more: object) -> Wish:
    """A wish within its days."""
    step, count = series
    days = tuple(day + timedelta(days=step * number) for number in range(count))
    return Wish(days=days, begin=begin, end=min(begin + length, A_DAY), **more)  # type: ignore[arg-type]


WISHES = st.builds(
    build_wish,
    rooms=st.sampled_from(TOGETHER),
    day=st.sampled_from(DAYS),
    series=st.sampled_from(SERIES),
    begin=st.sampled_from(BEGINS),
    length=st.sampled_from(LENGTHS),
    setup=st.sampled_from((0, 0, 60)),
    on_conflict=st.sampled_from(("skip", "wait", "wait", "fail")),
)
TARGETS = st.builds(
    Target,
    room=st.one_of(st.none(), st.sampled_from(sorted(ROOMS))),
    days=st.sampled_from((0, 0, 0, 1, -1)),
    begin=st.sampled_from((0, 0, 60, -60, 30)),
    end=st.sampled_from((0, 0, 60, -60, 30)),
)
STATUSES = ("", "confirmed", "confirmed", "held", "declined")
LABELS = st.lists(st.sampled_from(STATUSES), min_size=1, max_size=6)
"""What staff say about the dates of a booking, again from the front if it has more."""
Wait = timedelta | Literal["until midnight"]
WAITS: st.SearchStrategy[Wait] = st.sampled_from(
    [timedelta(minutes=2), timedelta(minutes=11), timedelta(hours=11), "until midnight"]
)


def enquiry_of(wish: Wish) -> Enquiry:
    """The wish in the words of the program."""
    step = (wish.days[1] - wish.days[0]).days if len(wish.days) > 1 else 0
    rule = f"FREQ={'WEEKLY' if step == 7 else 'DAILY'};COUNT={len(wish.days)}"
    return Enquiry(
        rooms=wish.rooms,
        day=wish.days[0],
        begin=ClockTime(wish.begin),
        end=ClockTime(wish.end),
        title="Treffen",
        series=Series(Recurrence.parse(rule)) if step else None,
        persons=10,
        setup=timedelta(minutes=wish.setup),
        on_conflict=OnConflict(wish.on_conflict),
        group=CHOIR,
    )
