"""`/api/check` and `POST /api/bookings`: what would come of a wish, and asking in earnest."""

from litestar import Response
from litestar.params import RawBody

from booking.domain.people import Person, Standing
from booking.domain.refusals import SignInNeeded
from booking.services import enquiries
from booking.services.alternatives import find_alternatives
from booking.services.asking import Requested
from booking.services.bookings import find_findings_today
from booking.services.books import Books
from booking.web.api.answers import answer
from booking.web.api.bodies import read_body
from booking.web.api.booking_answers import RequestedAnswer, booking_answer
from booking.web.api.enquiry_body import CheckBody, EnquiryBody
from booking.web.api.queries import find_key
from booking.web.api.verdict_answers import date_answers, verdict_answer
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin, ThePace, ThePerson
from booking.web.negotiation import words_of
from booking.web.pages import deed
from booking.web.requests import Asker


@deed("/check")
def check_enquiry(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    origin: TheOrigin,
    pace: ThePace,
    body: RawBody,
) -> Response[bytes]:
    """The verdict on each date of a wish; nothing is stored, and nobody needs a token."""
    pace.keep(person, origin, now)
    enquiry = read_body(CheckBody, request, body, books.house).enquiry()
    verdict = enquiries.check(books, person, enquiry, now)
    pace.charge(person, origin, now, len(verdict.dates) * len(enquiry.rooms))
    alternatives = find_alternatives(books, person, enquiry, verdict, now)
    return answer(verdict_answer(verdict, alternatives, books.house, words_of(request)))


@deed("/bookings")
def request_booking(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    origin: TheOrigin,
    body: RawBody,
) -> Response[bytes]:
    """Asks for the dates of a wish. With an Idempotency-Key the same wish is one booking,
    however often it comes, and the answer is 201 each time."""
    require_token(person)
    key = find_key(request)
    wish = read_body(EnquiryBody, request, body, books.house)
    wish.require_contact(person)
    requested = enquiries.request(books, person, wish.enquiry(), now, origin, key)
    location = f"/api/bookings/{requested.booking.reference}"
    told = requested_answer(request, books, requested)
    return answer(told, status=201, headers={"location": location})


def require_token(person: Person) -> None:
    """Raise `SignInNeeded` for whoever came without a token."""
    if person.standing is Standing.VISITOR:
        raise SignInNeeded


def requested_answer(request: Asker, books: Books, requested: Requested) -> RequestedAnswer:
    """A booking that was just requested, with the address of its page."""
    booking, words = requested.booking, words_of(request)
    findings = find_findings_today(books, [booking], booking.received_at)
    base_url = request.app.state.base_url
    return RequestedAnswer(
        **dict(booking_answer(booking, findings, books.house, words)),
        link=f"{base_url}/bookings/{booking.reference}?key={requested.secret}",
        left_out=tuple(date_answers(requested.left_out, {}, books.house, words)),
    )


ENQUIRIES = [check_enquiry, request_booking]
