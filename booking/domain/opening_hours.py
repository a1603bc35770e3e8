"""When the house, or one of its rooms, is open: stretches of the clock for each weekday.

A use is admitted only within one stretch. Stretches that touch are one, so
08:00-12:00 and 12:00-18:00 admit a use from 11:00 to 13:00.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema

from booking.domain.declaration import Declared, fault
from calendars.wallclock import ClockTime


class Stretch(NamedTuple):
    """From one time of a day to a later one; `str` writes it as the room file does."""

    begin: ClockTime
    end: ClockTime

    def __str__(self) -> str:
        return f"{self.begin}-{self.end}"


def _read_stretch(written: Any) -> Stretch:
    if isinstance(written, Stretch):
        return written
    try:
        begin, end = (ClockTime.parse(part.strip()) for part in written.split("-"))
    except (AttributeError, ValueError):
        raise fault(
            f'{written!r} is not an opening time. Write two times in quotes: "08:00-22:00".'
        ) from None
    if end <= begin:
        raise fault(f"{written} ends before it begins. Write the earlier time first.")
    return Stretch(begin, end)


def _refuse_overlaps(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    in_order = tuple(sorted(stretches))
    for earlier, later in pairwise(in_order):
        if later.begin < earlier.end:
            raise fault(f"{earlier} and {later} overlap. Write them as one, or change one.")
    return in_order


_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
_StretchInFile = Annotated[
    Stretch,
    PlainValidator(_read_stretch),
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": f"^{_CLOCK} *- *({_CLOCK}|24:00)$"}),
]
DayHours = Annotated[
    tuple[_StretchInFile, ...],
    AfterValidator(_refuse_overlaps),
    Field(description="When it is open on this day.", examples=[["08:00-12:00", "14:00-22:00"]]),
]


class OpeningHours(Declared):
    """The stretches in which a use may lie, by weekday. A day that is left out is closed."""

    mon: DayHours = ()
    tue: DayHours = ()
    wed: DayHours = ()
    thu: DayHours = ()
    fri: DayHours = ()
    sat: DayHours = ()
    sun: DayHours = ()

    def on(self, weekday: int) -> tuple[Stretch, ...]:
        """The stretches of a weekday (Monday is 0) in order; those that touch are merged."""
        week = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        return tuple(_merge(week[weekday]))

    def admits(self, weekday: int, begin: ClockTime, end: ClockTime) -> bool:
        """Whether one stretch of that weekday holds the whole time from begin to end."""
        return any(open_.begin <= begin and end <= open_.end for open_ in self.on(weekday))


def _merge(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    if not stretches:
        return
    current, *rest = stretches
    for stretch in rest:
        if stretch.begin == current.end:
            current = Stretch(current.begin, stretch.end)
        else:
            yield current
            current = stretch
    yield current
