"""`/api/check` and `POST /api/bookings`: what would come of a wish, and asking in earnest."""

from litestar import Response

from booking.domain.pauses import find_pauses
from booking.services import enquiries
from booking.services.alternatives import find_alternatives
from booking.services.asking import Requested
from booking.services.bookings import find_findings_today
from booking.web.api.answers import answer
from booking.web.api.booking_answers import RequestedAnswer, booking_answer
from booking.web.api.calls import Call, Caller, TheCall, call_deed
from booking.web.api.enquiry_body import CheckBody, EnquiryBody
from booking.web.api.queries import find_key
from booking.web.api.verdict_answers import (
    CheckAnswer,
    date_answers,
    pause_answers,
    verdict_answer,
)
from booking.web.dependencies import TheOrigin, ThePace
from booking.web.negotiation import words_of


@call_deed("/check", Caller.ANYBODY)
def check_enquiry(call: TheCall, origin: TheOrigin, pace: ThePace) -> Response[bytes]:
    """The verdict on each date of a wish, and what its pauses leave out; nothing is stored,
    and nobody needs a token."""
    books, person, now = call.books, call.person, call.now
    pace.keep(person, origin, now)
    enquiry = call.told(CheckBody).enquiry()
    verdict = enquiries.check(books, person, enquiry, now)
    pace.charge(person, origin, now, len(verdict.dates) * len(enquiry.rooms))
    alternatives = find_alternatives(books, person, enquiry, verdict, now)
    words = words_of(call.request)
    told = verdict_answer(verdict, alternatives, books.house, words)
    pauses = tuple(pause_answers(find_pauses(enquiry), words))
    return answer(CheckAnswer(**dict(told), pauses=pauses))


@call_deed("/bookings", Caller.ASSOCIATION)
def request_booking(call: TheCall, origin: TheOrigin) -> Response[bytes]:
    """Asks for the dates of a wish. With an Idempotency-Key the same wish is one booking,
    however often it comes, and the answer is 201 each time."""
    key, wish = find_key(call.request), call.told(EnquiryBody)
    wish.require_contact(call.person)
    requested = enquiries.request(call.books, call.person, wish.enquiry(), call.now, origin, key)
    location = f"/api/bookings/{requested.booking.reference}"
    told = requested_answer(call, requested)
    return answer(told, status=201, headers={"location": location})


def requested_answer(call: Call, requested: Requested) -> RequestedAnswer:
    """A booking that was just requested, with the address of its page."""
    booking, words, books = requested.booking, words_of(call.request), call.books
    findings = find_findings_today(books, [booking], booking.received_at)
    base_url = call.request.app.state.base_url
    return RequestedAnswer(
        **dict(booking_answer(booking, findings, books.house, words)),
        link=f"{base_url}/bookings/{booking.reference}?key={requested.secret}",
        left_out=tuple(date_answers(requested.left_out, {}, books.house, words)),
    )


ENQUIRIES = [check_enquiry, request_booking]
