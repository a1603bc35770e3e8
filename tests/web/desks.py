"""What staff do on the page of a booking, for tests."""

from datetime import datetime, timedelta

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.domain.statuses import Status
from booking.services.books import Books
from tests.builders import TUESDAY, weekly
from tests.web.visits import form_token

Client = TestClient[Litestar]
THREE_WEEKS = weekly(TUESDAY + timedelta(weeks=2))


def desk_of(booking: Booking) -> str:
    return f"/staff/bookings/{booking.reference}"


def send(client: Client, booking: Booking, below: str = "", **typed: object) -> Response:
    """Posts a form below the page of a booking as it was when it was given."""
    fields = {**typed, "_csrf_token": form_token(client, desk_of(booking))}
    fields.setdefault("version", booking.version)
    return client.post(desk_of(booking) + below, data=fields, follow_redirects=False)


def answer(client: Client, booking: Booking, *choices: str, **typed: object) -> Response:
    """Saves one choice for each date, in order."""
    dates = {
        f"date-{one.id}": choice for one, choice in zip(booking.occurrences, choices, strict=False)
    }
    return send(client, booking, **{"answer": "save", **dates, **typed})


def statuses(books: Books, booking: Booking, now: datetime) -> list[Status]:
    with books.reading(now) as ledger:
        return [one.status for one in ledger.get_booking(booking.reference).occurrences]
