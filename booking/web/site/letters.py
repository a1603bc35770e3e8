"""The answer as a letter to print, for groups without a mail address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from litestar import Response

from booking.domain.alternatives import Alternatives
from booking.domain.bookings import Booking, Occurrence
from booking.domain.desk import DeskBooking
from booking.domain.house import House
from booking.domain.proposals import Side
from booking.domain.statuses import Status
from booking.services.counter_proposals import look_for_other_places
from booking.services.histories import find_reasons
from booking.web.site.desk_rows import place_text
from booking.web.site.staff_visit import StaffVisit, TheStaffVisit, staff_page
from booking.web.templating import render
from booking.words.catalogue import Words, msgid
from booking.words.dates import day_text
from booking.words.language import MACHINE_TRANSLATED
from booking.words.mail_dates import Place, date_lines, place_line

PARTS = {
    Status.CONFIRMED: msgid("You can use the room on these dates"),
    Status.HELD: msgid("Held for you"),
    Status.REQUESTED: msgid("Not confirmed yet: we will answer you about these dates"),
    Status.WAITING: msgid("On the waiting list, because the room is taken"),
    Status.DECLINED: msgid("Not possible"),
    Status.CANCELLED: msgid("Cancelled"),
}
"""What a letter tells, the good news first; what the group itself withdrew it knows."""

MOST_ELSEWHERE = 2
"""For so many refused dates the letter names free times."""
FALLEN = frozenset({Status.DECLINED, Status.CANCELLED})
"""Of these the letter says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some dates that stand alike."""

    title: str
    lines: list[str]
    is_held: bool
    """Whether it has to say that this is no promise yet."""
    reason: str
    """Why they fell; empty where nothing was said."""


@staff_page("/letter")
def show_letter(visit: TheStaffVisit) -> Response[bytes]:
    """How the dates of a booking stand today, with the conditions of the rooms it has."""
    desk, house = visit.look_at_desk().desk_booking, visit.books.house
    booking = desk.booking
    reasons = find_reasons(visit.books, visit.person, booking.reference, visit.now)
    holding = dict.fromkeys(one.room for one in booking.occurrences if one.status.holds)
    own = booking.language if booking.language in house.languages else "de"
    language = "de" if visit.request.query_params.get("language") == "de" else own
    words = Words(language)
    context = {
        "booking": booking,
        "today": desk.today,
        "parts": list(parts_of(booking, reasons, house, words)),
        "proposed": list(proposed_lines(desk, house, words)),
        "elsewhere": free_lines(visit, booking, words),
        "is_translated": language in MACHINE_TRANSLATED,
        "rooms": [room for slug in holding if (room := house.find_room(slug)) and room.rules],
        "has_rooms": bool(holding),
    }
    return render(visit.request, "letter/letter.html", context, language=language)


def proposed_lines(desk: DeskBooking, house: House, words: Words) -> Iterator[str]:
    """The places that the house proposes instead, each with its date and its last day."""
    for each in desk.dates:
        for one in each.proposals:
            if one.side is Side.HOUSE:
                yield words.gettext(
                    "Instead of %(date)s: %(place)s. It is kept free until %(day)s.",
                    date=day_text(each.day, words),
                    place=place_text(one, house, words),
                    day=day_text(one.open_until, words),
                )


def free_lines(visit: StaffVisit, booking: Booking, words: Words) -> list[str]:
    """What is free today instead of the first dates that are not possible."""
    declined = [
        one
        for one in booking.occurrences
        if one.status is Status.DECLINED and one.period.begin > visit.now
    ]
    ids = [one.id for one in declined[:MOST_ELSEWHERE]]
    search = Alternatives.after_a_no
    found = look_for_other_places(
        visit.books, visit.person, booking.reference, ids, visit.now, search
    ).places
    places = [
        Place(one.day, one.begin, one.end, (one.room.slug,))
        for each in found.values()
        for one in each
    ]
    return [place_line(one, visit.books.house, words) for one in places]


def parts_of(
    booking: Booking, reasons: Mapping[int, str], house: House, words: Words
) -> Iterator[Part]:
    """Each part with its dates, in order of time: held ones by their last day, dates that fell
    by the reason."""
    for status, title in PARTS.items():
        apart: dict[tuple[date | None, str], list[Occurrence]] = {}
        for one in booking.occurrences:
            if one.status is status:
                reason = reasons.get(one.id, "") if status in FALLEN else ""
                last_day = one.hold_until if status is Status.HELD else None
                apart.setdefault((last_day, reason), []).append(one)
        for (last_day, reason), dates in apart.items():
            heading = words.gettext(title)
            if last_day is not None:
                day = day_text(last_day, words)
                heading = words.gettext("Kept free for you until %(day)s", day=day)
            lines = date_lines(dates, house, words)
            yield Part(heading, lines, status is Status.HELD, reason)
