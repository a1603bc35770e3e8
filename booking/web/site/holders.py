"""Who comes to a page of an association: by a secret link, on a known device, or as staff.

The pages of a booking are declared with `visit_page` and `visit_deed`: these find out who comes
before the handler is asked, and answer whoever may not come with the way to a new link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel, SkipValidation

from booking.domain.people import Person
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.services.holders import find_holder
from booking.web.cookies import cookie_name
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.devices import DEVICE_COOKIE
from booking.web.forms import Form, TheForm, prefilled
from booking.web.negotiation import words_of
from booking.web.pages import Declared, deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.links import own_page
from booking.web.templating import render
from booking.words.catalogue import Words

Finder: TypeAlias = Callable[[Books, str, str, datetime], Person]
"""Tells whom the key of a link and the secret of a device open something."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody on a page of a booking."""

    request: Asker
    books: Books
    holder: Person
    now: datetime
    reference: str
    key: str
    """The secret of the link; empty for staff and on a known device."""

    @property
    def words(self) -> Words:
        """The words in the language of this person."""
        return words_of(self.request)

    def address(self, below: str = "", **more: str) -> str:
        """The address of the booking's page, or of one below it, for this visitor."""
        return own_page(self.reference, self.key, below, **more)


TheVisit: TypeAlias = NamedDependency[SkipValidation[Visit]]


def visit_page(below: str, find: Finder = find_holder) -> Declared:
    """A page of a booking; its handler asks for `visit: TheVisit`."""

    def the_visit(
        request: Asker,
        reference: FromPath[str],
        books: TheBooks,
        person: ThePerson,
        now: TheMoment,
        key: FromQuery[str] = "",
    ) -> Visit:
        holder = holder_of(request, books, person, key, now, find)
        return Visit(request, books, holder, now, as_written(reference), key)

    visit = Provide(the_visit, sync_to_thread=True)
    path = f"/bookings/{{reference:str}}{below}"
    return page(path, dependencies={"visit": visit}, exception_handlers=NO_LINK)


def visit_deed(below: str, form: type[BaseModel], find: Finder = find_holder) -> Declared:
    """A form on a page of a booking, which carries the key; its handler asks for
    `visit: TheVisit` and the form."""

    def the_visit(
        request: Asker,
        reference: FromPath[str],
        books: TheBooks,
        person: ThePerson,
        now: TheMoment,
        form: TheForm[Any],
    ) -> Visit:
        key = form.get("key")
        holder = holder_of(request, books, person, key, now, find)
        return Visit(request, books, holder, now, as_written(reference), key)

    visit = Provide(the_visit, sync_to_thread=True)
    path = f"/bookings/{{reference:str}}{below}"
    return deed(path, form, dependencies={"visit": visit}, exception_handlers=NO_LINK)


def holder_of(
    request: Asker,
    books: Books,
    person: Person,
    key: str,
    now: datetime,
    find: Finder = find_holder,
) -> Person:
    """Staff as themselves; everybody else by what their link and their device open."""
    return person if person.is_staff else find(books, key, device_of(request), now)


def device_holder(request: Asker, books: Books, now: datetime) -> Person:
    """Whoever has proven an address on this device; a visitor if nobody has."""
    return find_holder(books, "", device_of(request), now)


def device_of(request: Asker) -> str:
    """The secret of a device on which an address was proven; empty if there is none."""
    name = cookie_name(DEVICE_COOKIE, request.app.state.base_url)
    return request.cookies.get(name, "")


def no_link_page(
    request: Asker, reference: str, form: Form[Any] | None = None, status: int = 404
) -> Response[bytes]:
    """The same page for every link that opens nothing: how to get a new one."""
    context = {"reference": reference, "form": form or prefilled()}
    return render(request, "bookings/no_link.html", context, status)


def show_no_link(request: Asker, _: NotFound) -> Response[bytes]:
    """What the pages of a booking answer to people whose business it is not."""
    return no_link_page(request, request.path_params["reference"])


NO_LINK = {NotFound: show_no_link}
