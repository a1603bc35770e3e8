"""The calendars over HTTP: whoever has the newest one is told so, and sent nothing.

Calendar programs believe what they get. So trouble of ours is always a 503, which they
try again, and never an empty calendar, which would wipe out what they know.
"""

import logging
import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus

from litestar import Response, Router
from litestar.params import FromPath

from booking.domain.refusals import Gone, NotFound
from booking.services.feeds import Answer, Known, publish_house, publish_room, publish_subscription
from booking.web.csrf import NO_CSRF
from booking.web.dependencies import TheBooks, TheFeeds, TheMoment, TheVisits
from booking.web.errors import failure_of
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.words.refusals import explain_to_program

log = logging.getLogger("booking.web")

PUBLIC = "public, no-cache"
PRIVATE = "private, no-cache"
TRY_AGAIN = 60
"""Seconds after which a calendar program may come again when we are in trouble."""
ROBOTS = """User-agent: *
Allow: /calendars/
Disallow: /api/
Disallow: /bookings/
Disallow: /staff
Disallow: /subscribe/
Disallow: /today
"""
_TAG = re.compile(r'(?:W/)?("[^"]*")')


@page("/rooms/{room:str}")
def show_room(
    request: Asker,
    books: TheBooks,
    kept_feeds: TheFeeds,
    now: TheMoment,
    room: FromPath[str],
) -> Response[bytes]:
    """The public calendar of one room."""
    slug = without_ics(room)
    return sent(publish_room(books, kept_feeds, slug, known_to(request), now), PUBLIC)


@page("/house.ics")
def show_house(
    request: Asker, books: TheBooks, kept_feeds: TheFeeds, now: TheMoment
) -> Response[bytes]:
    """The public calendar of all rooms that are public."""
    return sent(publish_house(books, kept_feeds, known_to(request), now), PUBLIC)


@page("/s/{token:str}")
def show_subscription(
    request: Asker,
    books: TheBooks,
    kept_feeds: TheFeeds,
    visits: TheVisits,
    now: TheMoment,
    token: FromPath[str],
) -> Response[bytes]:
    """The calendar of one subscription; whoever knows the address may read it. Each question
    is counted, so that staff notice when a calendar is no longer looked at."""
    secret, program = without_ics(token), request.headers.get("user-agent", "")
    try:
        answer = publish_subscription(books, kept_feeds, secret, known_to(request), now)
    except Gone as gone:
        if isinstance(number := gone.facts.get("subscription"), int):
            visits.note(number, program, HTTPStatus.GONE, now)
        raise
    response = sent(answer, PRIVATE)
    if answer.subscription_id is not None:
        left_out = None if answer.body is None else answer.left_out
        visits.note(answer.subscription_id, program, response.status_code or 200, now, left_out)
    return response


def without_ics(name: str) -> str:
    """A path parameter takes a whole segment, the ending included. Raises `NotFound`."""
    stem = name.removesuffix(".ics")
    if stem == name:
        raise NotFound(what="feed")
    return stem


def known_to(request: Asker) -> Known:
    """What the reader has already. A date counts only where no tags are given (RFC 9110,
    13.1.3), and one that cannot be read counts for nothing."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        star = {"*"} if tags.strip() == "*" else set()
        return Known(etags=frozenset(_TAG.findall(tags)) | star)
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (TypeError, ValueError, IndexError, OverflowError):
        return Known()
    return Known(since=since if since.tzinfo else since.replace(tzinfo=UTC))


def sent(answer: Answer, cache_control: str) -> Response[bytes]:
    """The calendar, or 304 with the headers that keep a cache up to date (RFC 9110, 15.4.5)."""
    headers = {
        "etag": answer.etag,
        "last-modified": http_date(answer.last_modified),
        "cache-control": cache_control,
        "x-robots-tag": "noindex",
    }
    if answer.body is None:
        return Response(b"", status_code=304, headers=headers)
    return Response(answer.body, media_type="text/calendar", headers=headers)


def http_date(moment: datetime) -> str:
    """The moment as an IMF-fixdate: `Mon, 23 Nov 2026 09:00:00 GMT`."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def refuse(request: Asker, error: Exception) -> Response[str]:
    """A sentence instead of a calendar. Whatever is our own fault is 503, so that programs
    keep what they have and come again."""
    failure = failure_of(error)
    headers = {"cache-control": "no-store", "x-robots-tag": "noindex", **failure.headers}
    status, code = failure.status, failure.code
    if status >= 500:
        log.error("no calendar for %s", request.scope.get("path_template"), exc_info=error)
        status, code = 503, "busy"
        headers["retry-after"] = str(TRY_AGAIN)
    told = explain_to_program(code, words_of(request))
    return Response(
        f"{told.title} {told.advice}\n",
        status_code=status,
        media_type="text/plain",
        headers=headers,
    )


@page("/robots.txt", opt=NO_CSRF)
def show_robots() -> Response[str]:
    """Calendar programs of the great houses obey it, so it must let them in."""
    return Response(ROBOTS, media_type="text/plain")


FEEDS = [
    Router(
        "/calendars",
        route_handlers=[show_room, show_house, show_subscription],
        exception_handlers={Exception: refuse},
        opt=NO_CSRF,
    ),
    show_robots,
]
