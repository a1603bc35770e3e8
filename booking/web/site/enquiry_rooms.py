"""The page "Welcher Raum?": rooms by their free dates, and better times for the whole wish."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from booking.domain.finding import WeeklySlot
from booking.domain.refusals import BadInput
from booking.domain.rooms import Room
from booking.domain.verdicts import EnquiryVerdict, Verdict
from booking.domain.weekly_wishes import WeeklyWish
from booking.services.enquiries import RankedRoom
from booking.services.finding import find_nearest_slots
from booking.web.site.enquiry_visit import Visit
from booking.web.site.enquiry_wish import Wish
from booking.web.site.rhythms import Rhythm
from booking.words.catalogue import Words
from booking.words.dates import times_text, weekday_text
from booking.words.statuses import verdict_text
from calendars.wallclock import MIDNIGHT, ClockTime

MANY_PROBLEMS = 5
"""With more of them, better times are looked for."""
MOST_BETTER = 3
LEEWAY = 180
"""Minutes by which a better time may be earlier or later."""


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One room to choose."""

    slug: str
    name: str
    chances: str
    """How many dates are free: `frei an 20 von 22 Terminen`."""
    ranked: RankedRoom


@dataclass(frozen=True, slots=True)
class BetterTime:
    """A weekly time at which more dates are free."""

    text: str
    value: str
    """The answers that it changes, as an address would write them."""


def room_line(one: RankedRoom, words: Words) -> RoomLine:
    """A room as the list shows it."""
    name = one.room.name_in(words.language)
    return RoomLine(one.room.slug, name, chances(one.verdict, words), one)


def chances(verdict: EnquiryVerdict, words: Words) -> str:
    """What can be had of an enquiry, in a few words; what others want as well is no secret."""
    if len(verdict.dates) == 1:
        return verdict_text(verdict.dates[0].verdict, words)
    asked = sum(one.verdict is Verdict.ASKED_FOR for one in verdict.dates)
    told = free_dates_text(verdict, words)
    if not asked:
        return told
    return words.ngettext(
        "%(chances)s, others ask for one of them, too",
        "%(chances)s, others ask for %(num)s of them, too",
        asked,
        chances=told,
    )


def free_dates_text(verdict: EnquiryVerdict, words: Words) -> str:
    """How many dates can be asked for: `frei an 20 von 22 Terminen`."""
    if verdict.bookable == len(verdict.dates):
        return words.gettext("free on all %(total)s dates", total=verdict.bookable)
    return words.gettext(
        "free on %(count)s of %(total)s dates", count=verdict.bookable, total=len(verdict.dates)
    )


def better_times(visit: Visit, wish: Wish, best: RankedRoom) -> list[BetterTime]:
    """Weekly times with more free dates than the best room has, if that lacks many: the nearest
    to the time that was wished for, each time once, and each room and weekday once."""
    when, missing = wish.answered, len(best.verdict.dates) - best.verdict.bookable
    search = weekly_wish(wish, best.room)
    if search is None or missing <= MANY_PROBLEMS:
        return []
    weekday = when.day.weekday()
    try:
        slots = find_nearest_slots(
            visit.books, visit.person, search, weekday, when.begin, visit.now
        )
    except BadInput:
        return []
    chosen: list[WeeklySlot] = []
    seen: set[tuple[int, object]] = set()
    for slot in slots:
        same = {(slot.weekday, slot.begin), (slot.weekday, slot.room.slug)}
        if slot.free > best.verdict.bookable and seen.isdisjoint(same):
            chosen.append(slot)
            seen |= same
    return [better_time(slot, when.day, visit.words) for slot in chosen[:MOST_BETTER]]


def weekly_wish(wish: Wish, room: Room) -> WeeklyWish | None:
    """The wish as a search for times not far from its own, in all rooms; None if it does not
    repeat every week, or no day of the house has such times."""
    when, enquiry = wish.answered, wish.plain(room.slug)
    if when.rhythm is not Rhythm.WEEKLY or when.until is None:
        return None
    try:
        return WeeklyWish(
            first=when.day,
            until=when.until,
            minutes=when.end.minutes - when.begin.minutes,
            persons=enquiry.persons,
            activity=enquiry.activity,
            seating=enquiry.seating,
            rooms=tuple(slug for slug, _ in wish.choices.rooms),
            earliest=ClockTime(max(when.begin.minutes - LEEWAY, MIDNIGHT.minutes)),
            latest=ClockTime(min(when.end.minutes + LEEWAY, 24 * 60)),
            skip=frozenset(when.skip),
        )
    except BadInput:
        return None


def better_time(slot: WeeklySlot, first: date, words: Words) -> BetterTime:
    """One of them: `Mittwoch, 18:00–20:00 Uhr, Saal B: frei an 22 von 22 Terminen`."""
    day = first + timedelta(days=(slot.weekday - first.weekday()) % 7)
    text = words.gettext(
        "%(weekday)s, %(times)s, %(room)s: free on %(count)s of %(total)s dates",
        weekday=weekday_text(slot.weekday, words),
        times=times_text(slot.begin, slot.end, words),
        room=slot.room.name_in(words.language),
        count=slot.free,
        total=slot.total,
    )
    changed = {
        "room": slot.room.slug,
        "day": day.isoformat(),
        "begin": str(slot.begin),
        "end": str(slot.end),
    }
    return BetterTime(text, urlencode(changed))
