"""A booking's own page: for whoever has its secret link, for delegates on a known device, and
for staff.

A link that opens nothing tells nothing, only how to get a new one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from litestar import Response

from booking.domain.answers import answer_by
from booking.domain.bookings import Booking
from booking.domain.delegates import LINK_OUTLASTS
from booking.domain.messages import open_question
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.own_booking import OwnBooking, look_at_own_booking
from booking.web.forms import Form, prefilled
from booking.web.site.holders import TheVisit, Visit, visit_page
from booking.web.site.links import own_page
from booking.web.site.own_dates import (
    OwnDate,
    count_awaited,
    count_dates,
    ends_as,
    fallen_dates,
    own_dates,
    rooms_with_rules,
)
from booking.web.templating import render
from booking.words.own_dates import GONE, done_text

MOST_OPEN = 6
"""So many dates to come stand open on the page; the others are folded behind them."""


@visit_page("")
def show_booking(visit: TheVisit) -> Response[bytes]:
    """Every date with its state, and what its association can still do."""
    own = look_at_own_booking(visit.books, visit.holder, visit.reference, visit.now)
    return own_booking_page(visit, own)


def own_booking_page(
    visit: Visit, own: OwnBooking, form: Form[Any] | None = None, status: int = 200
) -> Response[bytes]:
    """The page, with a message that was typed but not understood, if there is one."""
    booking, house, words = own.booking, visit.books.house, visit.words
    said, now = visit.request.query_params, visit.now
    dates = own_dates(booking, house, now, words.language, own.proposals, own.lapsed)
    today = house.wall_clock.date_of(now)
    last_day = house.wall_clock.date_of(max(one.period.end for one in booking.occurrences))
    context = {
        "booking": booking,
        "acts": not visit.holder.is_staff,
        "fallen": fallen_dates(dates, own.whys, booking.language, words),
        "rooms": rooms_with_rules(dates, house),
        **lists_of(dates),
        "messages": own.messages,
        "question_open": open_question(own.messages, today) if can_be_asked(dates) else None,
        "count_dates": count_dates,
        "form": form or prefilled(),
        "key": visit.key,
        "link_ends": last_day + LINK_OUTLASTS,
        "was_sent": said.get("sent") == "1",
        "was_given_up": said.get("given_up"),
        "done": done_text(said.get("done", ""), words),
        "is_gone": said.get("done") == GONE,
        **promise_of(visit.books, booking, dates, now),
        "address": visit.request.app.state.base_url + visit.address(),
        "link": own_page,
        "is_own_device": bool(visit.holder.proven_email),
    }
    return render(visit.request, "bookings/booking.html", context, status)


def can_be_asked(dates: Sequence[OwnDate]) -> bool:
    """Whether an open question still matters: nobody needs an answer about what was given up."""
    return any(one.can_be_given_up for one in dates)


def promise_of(
    books: Books, booking: Booking, dates: Sequence[OwnDate], now: datetime
) -> dict[str, object]:
    """By when the house answers, about how many dates, and whether it is late."""
    today = books.house.wall_clock.date_of(now)
    promised = answer_by(books.house_at(now), booking.received_at, booking.first_open_day)
    return {
        "today": today,
        "awaited": count_awaited(dates),
        "answer_by": promised,
        "answer_is_late": promised < today and any(one.waits_for_house for one in dates),
    }


def lists_of(dates: Sequence[OwnDate]) -> dict[str, object]:
    """The dates by what is to be said of them."""
    can_give_up = [one for one in dates if one.can_be_given_up]
    return {
        "coming": [one for one in dates if not one.is_over],
        "most_open": MOST_OPEN,
        "over": [one for one in dates if one.is_over],
        "meanings": [one for one in Status if one in {date.status for date in dates}],
        "asked": [one for one in dates if one.waits_for_us and one.leads],
        "can_give_up": can_give_up,
        "ends_as": ends_as(can_give_up),
        "has_confirmed": any(one.status is Status.CONFIRMED for one in dates),
    }
