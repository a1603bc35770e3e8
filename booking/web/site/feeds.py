"""Calendar subscriptions for staff: who reads which, how they are doing, new ones."""

from typing import Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect

from booking.domain.refusals import BadInput
from booking.services.books import Books
from booking.services.feed_health import look_at_feed, look_at_feeds
from booking.services.feeds import rooms_of, window_of
from booking.services.subscriptions import add_feed, end_feed, find_owners, renew_feed
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.forms import Form, TheForm, prefilled
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.feed_form import FeedForm, choices_for
from booking.web.templating import render
from booking.words.feeds import answer_text, client_text, options_text, profile_text


@page("/staff/feeds")
def show_feeds(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """All subscriptions, those that worry us first."""
    found = look_at_feeds(books, person, now)
    context = {
        "standing": [one for one in found if not one.feed.is_revoked],
        "ended": [one for one in found if one.feed.is_revoked],
        "said": request.query_params.get("done"),
        **words_about_feeds(request),
    }
    return render(request, "feeds/list.html", context)


@page("/staff/feeds/new")
def show_new_feed(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The form for a new one."""
    owners = find_owners(books, person, now)
    return new_feed_page(request, books, owners, prefilled(profile="caretaker"))


@deed("/staff/feeds/new", FeedForm)
def make_feed(
    request: Asker, form: TheForm[FeedForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[Any]:
    """A new subscription; its address is shown on the page that comes next, and never again."""
    owners = find_owners(books, person, now)
    if form.content is None:
        return new_feed_page(request, books, owners, form, 422)
    given = form.content
    wanted = given.as_wanted(given.profile)
    try:
        secret = add_feed(books, person, wanted, given.booking, given.nonce, now)
    except BadInput as fault:
        rejected = form.refused(fault, words_of(request))
        return new_feed_page(request, books, owners, rejected, 422)
    address = f"/subscribe/{secret}?new=1" if secret else "/staff/feeds?done=made"
    return Redirect(address, status_code=303)


@page("/staff/feeds/{number:int}")
def show_feed(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """One subscription: what it shows, who reads it, a new address, its end."""
    one = look_at_feed(books, person, number, now)
    said = request.query_params.get("done")
    context = {
        "one": one,
        "window": window_of(one.feed),
        "said": said,
        **words_about_feeds(request),
    }
    return render(request, "feeds/feed.html", context)


@deed("/staff/feeds/{number:int}/renew")
def give_new_address(
    number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """A new address; the old one is gone from now on."""
    secret = renew_feed(books, person, number, now)
    return Redirect(f"/subscribe/{secret}?new=1", status_code=303)


@deed("/staff/feeds/{number:int}/end")
def end_subscription(
    number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """The end of a subscription; calendar programs are told that it is gone."""
    end_feed(books, person, number, now)
    return Redirect("/staff/feeds?done=ended", status_code=303)


def new_feed_page(
    request: Asker, books: Books, owners: Any, form: Form[Any], status: int = 200
) -> Response[bytes]:
    """The form with whatever was typed."""
    choices = choices_for(books.house, owners, words_of(request))
    return render(request, "feeds/new.html", {"form": form, "choices": choices}, status)


def words_about_feeds(request: Asker) -> dict[str, object]:
    """How templates tell profiles, options, programs and answers."""
    words, house = words_of(request), request.app.state.house
    return {
        "profile_told": lambda profile: profile_text(profile, words),
        "options_told": lambda feed: options_text(feed.profile, feed.options, words),
        "client_told": lambda client: client_text(client, words),
        "answer_told": lambda status: answer_text(status, words),
        "rooms_told": lambda feed: [
            room.name_in(words.language) for room in rooms_of(house, feed.rooms, feed.profile)
        ],
    }
