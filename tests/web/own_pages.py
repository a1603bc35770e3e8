"""A booking with the link to its own page, for tests of that page."""

from datetime import date, datetime

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation
from booking.domain.enquiries import OnConflict
from booking.domain.moves import Target
from booking.domain.people import VISITOR
from booking.services import decisions, enquiries, offers, proposals
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.offers import Offering
from booking.services.own_booking import look_at_own_booking
from booking.services.proposals import Proposing
from tests.builders import DANCERS, STAFF, a_confirmed, an_enquiry
from tests.web.visits import form_token

Client = TestClient[Litestar]


class Own:
    """A booking with the link to its page."""

    def __init__(self, books: Books, now: datetime, *rooms: str, **wish: object) -> None:
        enquiry = an_enquiry(*rooms, **wish)  # type: ignore[arg-type]
        requested = enquiries.request(books, VISITOR, enquiry, now, "192.0.2.1")
        self.books, self.now = books, now
        self.reference, self.key = requested.booking.reference, requested.secret
        self.ids = [one.id for one in requested.booking.occurrences]

    @property
    def booking(self) -> Booking:
        return get_booking(self.books, STAFF, self.reference, self.now)

    @property
    def told(self) -> list[tuple[str, str]]:
        own = look_at_own_booking(self.books, STAFF, self.reference, self.now)
        return [(one.side.value, one.text) for one in own.messages]

    def path(self, below: str = "", **more: object) -> str:
        said = "".join(f"&{name}={value}" for name, value in more.items())
        return f"/bookings/{self.reference}{below}?key={self.key}{said}"

    def post(self, client: Client, below: str, **values: object) -> Response:
        token = form_token(client, self.path())
        told = {"_csrf_token": token, "key": self.key} | {k: str(v) for k, v in values.items()}
        return client.post(f"/bookings/{self.reference}{below}", data=told)

    def propose(self, **where: object) -> None:
        proposing = Proposing(self.ids[0], Target(**where))  # type: ignore[arg-type]
        proposals.propose(self.books, STAFF, self.reference, proposing, self.now)

    @property
    def proposed(self) -> list[tuple[str, str]]:
        found = look_at_own_booking(self.books, STAFF, self.reference, self.now).proposals
        return [(one.side.value, one.room) for one in found]


def an_offer(books: Books, now: datetime) -> Own:
    """A date that waited and is offered until 1 December."""
    taken = a_confirmed(books, now, group=DANCERS)
    own = Own(books, now, on_conflict=OnConflict.WAIT)
    decisions.cancel(books, STAFF, taken.reference, Cancellation(), now)
    offering = Offering(frozenset(own.ids), date(2026, 12, 1))
    offers.offer(books, STAFF, own.reference, offering, now)
    return own
