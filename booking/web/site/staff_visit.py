"""Staff on the pages of a booking, below `/staff/bookings/{reference}`.

These are declared with `staff_page` and `staff_deed`: nobody else gets there, and their handlers
are told who is here, when, and about which booking.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from pydantic import BaseModel, SkipValidation

from booking.domain.bookings import Booking
from booking.domain.people import Person
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.desk import Desk, look_at_desk
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import words_of
from booking.web.pages import OF_STAFF, Declared, deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.desk_links import desk_page
from booking.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class StaffVisit:
    """Somebody of staff on a page of a booking."""

    request: Asker
    books: Books
    person: Person
    now: datetime
    reference: str

    @property
    def words(self) -> Words:
        """The words in the language of this person."""
        return words_of(self.request)

    def address(self, **said: object) -> str:
        """Where staff decide about the booking."""
        return desk_page(self.reference, **said)

    def get_booking(self) -> Booking:
        """The booking. Raises `NotFound`."""
        return get_booking(self.books, self.person, self.reference, self.now)

    def look_at_desk(self) -> Desk:
        """All that is needed to decide about it. Raises `NotFound`."""
        return look_at_desk(self.books, self.person, self.reference, self.now)


TheStaffVisit: TypeAlias = NamedDependency[SkipValidation[StaffVisit]]


def the_visit(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment, reference: FromPath[str]
) -> StaffVisit:
    """Who is here, and about which booking."""
    return StaffVisit(request, books, person, now, as_written(reference))


HERE = f"{OF_STAFF}/bookings/{{reference:str}}"
VISIT = Provide(the_visit, sync_to_thread=False)


def staff_page(below: str = "") -> Declared:
    """A page of staff about a booking; its handler asks for `visit: TheStaffVisit`."""
    return page(HERE + below, dependencies={"visit": VISIT})


def staff_deed(below: str, form: type[BaseModel]) -> Declared:
    """A form on such a page; its handler asks for `visit: TheStaffVisit` and the form."""
    return deed(HERE + below, form, dependencies={"visit": VISIT})
