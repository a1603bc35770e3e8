"""How to subscribe to one calendar: a page for whoever has its secret address.

Staff come here when they have made an address; groups see the same below their booking, with the
way back. It is shown nowhere else, for nobody keeps it; whoever gives the page away gives the
calendar away.
"""

from litestar import Response
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.refusals import NotFound
from booking.services.bookings import get_booking
from booking.services.feeds import window_of
from booking.services.subscriptions import (
    Subscription,
    find_booking_of_feed,
    get_feed_at,
    subscribe_to_booking,
)
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Ticked
from booking.web.forms import TheForm
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.feed_addresses import of_subscription
from booking.web.site.holders import TheVisit, holder_of, visit_deed, visit_page
from booking.web.site.links import own_page
from booking.web.templating import render


class OwnFeed(BaseModel):
    """Whether whoever asks for the calendar of a booking knows that an older one ends."""

    replaces: Ticked = False


@page("/subscribe/{secret:str}")
def show_address(
    request: Asker, secret: FromPath[str], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The ways to this calendar. Raises `NotFound`, and `Gone` once it was ended."""
    feed = get_feed_at(books, secret, now)
    holder = holder_of(request, books, person, "", now)
    reference = None if person.is_staff else find_booking_of_feed(books, holder, feed, now)
    is_new = request.query_params.get("new") == "1"
    return address_page(request, feed, secret, own_page(reference) if reference else "", is_new)


def address_page(
    request: Asker, feed: Subscription, secret: str, back: str, is_new: bool
) -> Response[bytes]:
    """The page, with the way back to the booking for whoever came from there."""
    context = {
        "back": back,
        "feed": feed,
        "window": window_of(feed),
        "addresses": of_subscription(request.app.state.base_url, secret),
        "is_new": is_new,
    }
    return render(request, "feeds/address.html", context)


@visit_page("/calendar")
def ask_before_new_address(visit: TheVisit, made: FromQuery[str] = "") -> Response[bytes]:
    """The question whether a new address shall end the one of before; or the one just made."""
    booking = get_booking(visit.books, visit.holder, visit.reference, visit.now)
    if made:
        feed = get_feed_at(visit.books, made, visit.now)
        if feed.booking_id != booking.id:
            raise NotFound(what="feed")
        return address_page(visit.request, feed, made, visit.address(), is_new=True)
    context = {"booking": booking, "key": visit.key, "link": own_page}
    return render(visit.request, "bookings/calendar.html", context)


@visit_deed("/calendar", OwnFeed)
def make_own_feed(form: TheForm[OwnFeed], visit: TheVisit) -> Redirect:
    """A new address for the calendar of one booking. If there is one already, the question
    comes first, for the older one is gone from then on."""
    said = form.content or OwnFeed()
    secret = subscribe_to_booking(
        visit.books, visit.holder, visit.reference, visit.now, replaces=said.replaces
    )
    made = {"made": secret} if secret else {}
    return Redirect(visit.address("/calendar", **made), status_code=303)
