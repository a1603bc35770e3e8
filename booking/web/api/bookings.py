"""`/api/bookings`: looking at bookings, deciding about their dates, giving them up."""

from collections.abc import Sequence

from litestar import Response
from litestar.params import FromPath

from booking.domain.bookings import Booking
from booking.domain.decisions import Conflict
from booking.services import decisions
from booking.services.bookings import find_findings_today, get_booking, list_bookings
from booking.web.api.answers import answer
from booking.web.api.booking_answers import BookingsAnswer, booking_answer, decided_answer
from booking.web.api.calls import Call, Caller, TheCall, call_deed, require_token
from booking.web.api.decision_bodies import CancellationBody, DecisionBody
from booking.web.api.queries import read_filter, read_page
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.references import as_written
from booking.web.requests import Asker


@page("/bookings")
def show_bookings(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """One page of all bookings, for staff; with at least one date that meets the query."""
    require_token(person)
    wanted, number = read_filter(request, books.house), read_page(request)
    shown = list_bookings(books, person, wanted, number, now)
    findings = find_findings_today(books, shown.bookings, now)
    words = words_of(request)
    return answer(
        BookingsAnswer(
            bookings=tuple(
                booking_answer(one, findings, books.house, words) for one in shown.bookings
            ),
            page=shown.page,
            pages=shown.pages,
            total=shown.total,
        )
    )


@page("/bookings/{reference:str}")
def show_booking(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    reference: FromPath[str],
) -> Response[bytes]:
    """One booking, for its association and staff; to others there is none."""
    booking = get_booking(books, person, as_written(reference), now)
    findings = find_findings_today(books, [booking], now)
    return answer(booking_answer(booking, findings, books.house, words_of(request)))


@call_deed("/bookings/{reference:str}/decision", Caller.STAFF)
def decide_booking(call: TheCall) -> Response[bytes]:
    """Confirms, holds and declines dates. Those that cannot be had stay as they were and
    are told as conflicts; the others are decided all the same."""
    decision = call.told(DecisionBody).decision()
    decided = decisions.decide(call.books, call.person, call.reference, decision, call.now)
    return decided_response(call, decided.booking, decided.conflicts)


@call_deed("/bookings/{reference:str}/cancellation", Caller.ASSOCIATION)
def cancel_booking(call: TheCall) -> Response[bytes]:
    """Gives dates up: confirmed ones are cancelled, others withdrawn. What is over stays."""
    get_booking(call.books, call.person, call.reference, call.now)
    cancellation = call.told(CancellationBody).cancellation()
    decided = decisions.cancel(call.books, call.person, call.reference, cancellation, call.now)
    return decided_response(call, decided.booking, decided.conflicts)


def decided_response(
    call: Call, booking: Booking, conflicts: Sequence[Conflict]
) -> Response[bytes]:
    """A booking as it stands after a deed, with the dates that could not be had."""
    words, house = words_of(call.request), call.books.house
    findings = find_findings_today(call.books, [booking], call.now)
    told = booking_answer(booking, findings, house, words)
    return answer(decided_answer(told, conflicts, house, words))


BOOKINGS = [show_bookings, show_booking, decide_booking, cancel_booking]
