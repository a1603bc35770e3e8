"""Staff change what a calendar subscription shows; its address stays."""

from typing import Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect

from booking.domain.people import Person
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.feed_health import look_at_feed
from booking.services.feeds import rooms_of
from booking.services.subscriptions import Subscription, change_feed, find_owners
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.forms import Form, TheForm
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.feed_form import ChoicesForm, choices_for, present_choices
from booking.web.templating import render
from booking.words.feeds import profile_text


@page("/staff/feeds/{number:int}/edit")
def show_feed_form(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The form as the subscription stands."""
    feed = look_at_feed(books, person, number, now).feed
    if feed.is_revoked or feed.booking_id is not None:
        raise NotFound(what="feed", slug=number)
    return edit_page(request, books, person, feed, present_choices(feed))


@deed("/staff/feeds/{number:int}/edit", ChoicesForm)
def take_feed_form(
    request: Asker,
    number: FromPath[int],
    form: TheForm[ChoicesForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Keeps it; or the form again, with what is wrong."""
    feed = look_at_feed(books, person, number, now).feed
    if form.content is None:
        return edit_page(request, books, person, feed, form, 422)
    try:
        change_feed(books, person, number, form.content.as_wanted(feed.profile), now)
    except BadInput as refusal:
        return edit_page(
            request, books, person, feed, form.refused(refusal, words_of(request)), 422
        )
    return Redirect(f"/staff/feeds/{number}?done=changed", status_code=303)


def edit_page(
    request: Asker,
    books: Books,
    person: Person,
    feed: Subscription,
    form: Form[Any],
    status: int = 200,
) -> Response[bytes]:
    """The form with whatever was typed."""
    words = words_of(request)
    owners = find_owners(books, person, request.app.state.clock())
    context = {
        "form": form,
        "number": feed.id,
        "profile": profile_text(feed.profile, words),
        "shows_no_room": not rooms_of(books.house, feed.rooms, feed.profile),
        "choices": choices_for(books.house, owners, words),
    }
    return render(request, "feeds/edit.html", context, status)


FEED_CHANGES = [show_feed_form, take_feed_form]
