"""Who comes to the caretaker's day: somebody signed in, or the bearer of a secret link.

Its pages are declared with `day_page` and `day_deed`: these find out who comes before the handler
is asked. The address of such a page is a secret: it is told to no other page and no search engine.
A link that has ended says so, and whom to call.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias
from urllib.parse import urlencode

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from pydantic import SkipValidation

from booking.domain.people import Person
from booking.domain.refusals import Gone
from booking.services.books import Books
from booking.services.caretaker_links import get_keeper
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.pages import Declared, deed, page
from booking.web.requests import Asker
from booking.web.templating import render

Reader: TypeAlias = Callable[[Asker], Awaitable[Any]]
"""Reads what a form sent."""
PRIVATE: Mapping[str, str] = {
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class DayVisit:
    """Somebody on a page of the caretaker's day."""

    request: Asker
    books: Books
    keeper: Person
    """Whoever the link belongs to, or else whoever is signed in."""
    now: datetime
    token: str
    """The secret of the link; empty for whoever is signed in."""

    @property
    def today(self) -> date:
        """The day in the house."""
        return self.books.house.wall_clock.date_of(self.now)

    def address(self, below: str = "", **said: object) -> str:
        """The address of the day, or of a page below it, for this reader."""
        return day_address(self.token, below, **said)

    def show(self, name: str, context: Mapping[str, object], status: int = 200) -> Response[bytes]:
        """A page that this reader gets to see."""
        of_visit = {"address": self.address, "by_link": bool(self.token)}
        return show(self.request, name, {**of_visit, **context}, status)


TheDayVisit: TypeAlias = NamedDependency[SkipValidation[DayVisit]]


def the_visit(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment, token: FromPath[str] = ""
) -> DayVisit:
    """Who comes. Raises `NotFound` and `Gone` for a link that opens nothing."""
    keeper = get_keeper(books, token, now) if token else person
    return DayVisit(request, books, keeper, now, token)


VISIT = Provide(the_visit, sync_to_thread=True)


def day_page(below: str = "") -> Declared:
    """A page of the day; its handler asks for `visit: TheDayVisit`."""
    return page(addresses(below), dependencies={"visit": VISIT}, exception_handlers=ENDS)


def day_deed(below: str, reader: Reader, **options: Any) -> Declared:
    """A form on such a page; its handler asks for `visit: TheDayVisit`, and for what the reader
    made of the form as `sent`."""
    needs = {"visit": VISIT, "sent": Provide(reader)}
    return deed(addresses(below), dependencies=needs, exception_handlers=ENDS, **options)


def addresses(below: str) -> list[str]:
    """The two addresses of a page: for whoever is signed in, and for bearers of links."""
    return [f"/today{below}", f"/today/{{token:str}}{below}"]


def day_address(token: str, below: str = "", **said: object) -> str:
    """Where a page of the day is for whoever has this link; for others without it."""
    query = urlencode({name: value for name, value in said.items() if value not in (None, "")})
    return f"/today{'/' if token else ''}{token}{below}{'?' if query else ''}{query}"


def show(
    request: Asker, name: str, context: Mapping[str, object], status: int = 200
) -> Response[bytes]:
    """A page whose address is a secret."""
    answer = render(request, name, context, status)
    answer.headers.update(PRIVATE)
    return answer


def show_ended(request: Asker, gone: Gone) -> Response[bytes]:
    """What a link that has ended answers."""
    return show(request, "today/ended.html", {"gone": gone.facts}, 410)


ENDS = {Gone: show_ended}
