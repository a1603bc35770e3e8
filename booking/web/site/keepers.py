"""Who comes to the caretaker's day: somebody signed in, or the bearer of a secret link.

The address of such a page is a secret: it is told to no other page and no search engine.
A link that has ended says so, and whom to call.
"""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from litestar import Response

from booking.domain.people import Person
from booking.domain.refusals import Gone
from booking.services.books import Books
from booking.services.caretaker_links import get_keeper
from booking.web.requests import Asker
from booking.web.templating import render

PRIVATE: Mapping[str, str] = {
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
}


def addresses(below: str = "") -> list[str]:
    """The two addresses of a page: for whoever is signed in, and for bearers of links."""
    return [f"/today{below}", f"/today/{{token:str}}{below}"]


def keeper_of(books: Books, person: Person, token: str, now: datetime) -> Person:
    """Whoever comes by a link, or else whoever is signed in. Raises `NotFound`, `Gone`."""
    return get_keeper(books, token, now) if token else person


def day_address(token: str, below: str = "", **said: object) -> str:
    """Where a page of the day is for this reader."""
    query = urlencode({name: value for name, value in said.items() if value not in (None, "")})
    return f"/today{'/' if token else ''}{token}{below}{'?' if query else ''}{query}"


def show(
    request: Asker, name: str, context: Mapping[str, object], status: int = 200
) -> Response[bytes]:
    """A page whose address is a secret."""
    answer = render(request, name, {"address": day_address, **context}, status)
    answer.headers.update(PRIVATE)
    return answer


def show_ended(request: Asker, gone: Gone) -> Response[bytes]:
    """What a link that has ended answers."""
    return show(request, "today/ended.html", {"gone": gone.facts}, 410)


ENDS = {Gone: show_ended}
"""The `exception_handlers` of every page of the day."""
