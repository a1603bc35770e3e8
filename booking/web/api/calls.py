"""Calls of programs that send something: who calls, when, and with what.

They are declared with `call_deed`, which turns away whoever may not call before anybody looks
into the body.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias, TypeVar

from litestar.di import NamedDependency, Provide
from litestar.params import RawBody
from pydantic import SkipValidation

from booking.domain.people import Person, Standing, require_staff
from booking.domain.refusals import SignInNeeded
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.web.api.bodies import read_body
from booking.web.api.fields import Body
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.pages import Declared, deed
from booking.web.references import as_written
from booking.web.requests import Asker

B = TypeVar("B", bound=Body)


class Caller(StrEnum):
    """Who may call."""

    ANYBODY = "anybody"
    ASSOCIATION = "association or staff"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a program."""

    request: Asker
    books: Books
    person: Person
    now: datetime
    body: bytes

    @property
    def reference(self) -> str:
        """The booking that the address names. Raises `NotFound` for what none is ever called."""
        return as_written(self.request.path_params["reference"])

    def told(self, model: type[B]) -> B:
        """The body as this model. Raises what `read_body` raises."""
        return read_body(model, self.request, self.body, self.books.house)


TheCall: TypeAlias = NamedDependency[SkipValidation[Call]]


def call_deed(path: str, caller: Caller) -> Declared:
    """A deed for such callers; its handler asks for `call: TheCall`. One of staff is about the
    booking that its address names."""

    def the_call(
        request: Asker, books: TheBooks, person: ThePerson, now: TheMoment, body: RawBody
    ) -> Call:
        call = Call(request, books, person, now, body)
        REQUIRED[caller](call)
        return call

    return deed(path, dependencies={"call": Provide(the_call, sync_to_thread=True)})


def require_token(person: Person) -> None:
    """Raise `SignInNeeded` for whoever came without a token."""
    if person.standing is Standing.VISITOR:
        raise SignInNeeded


def require_desk(call: Call) -> None:
    """Only staff go on. Whoever may not even see the booking must not learn that it is there."""
    reference = call.reference
    require_token(call.person)
    if not call.person.is_staff:
        get_booking(call.books, call.person, reference, call.now)
    require_staff(call.person)


REQUIRED: Mapping[Caller, Callable[[Call], None]] = {
    Caller.ANYBODY: lambda _: None,
    Caller.ASSOCIATION: lambda call: require_token(call.person),
    Caller.STAFF: require_desk,
}
"""What is asked of each."""
