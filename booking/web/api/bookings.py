"""`/api/bookings`: looking at bookings, deciding about their dates, giving them up."""

from collections.abc import Sequence
from datetime import datetime

from litestar import Response
from litestar.params import FromPath, RawBody

from booking.domain.bookings import Booking
from booking.domain.decisions import Conflict
from booking.domain.people import Person, require_staff
from booking.services import decisions
from booking.services.bookings import find_findings_today, get_booking, list_bookings
from booking.services.books import Books
from booking.web.api.answers import answer
from booking.web.api.bodies import read_body
from booking.web.api.booking_answers import BookingsAnswer, booking_answer, decided_answer
from booking.web.api.decision_bodies import CancellationBody, DecisionBody
from booking.web.api.enquiries import require_token
from booking.web.api.queries import read_filter, read_page
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
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


@deed("/bookings/{reference:str}/decision")
def decide_booking(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    reference: FromPath[str],
    body: RawBody,
) -> Response[bytes]:
    """Confirms, holds and declines dates. Those that cannot be had stay as they were and
    are told as conflicts; the others are decided all the same."""
    written = as_written(reference)
    require_desk(books, person, written, now)
    decision = read_body(DecisionBody, request, body, books.house).decision()
    decided = decisions.decide(books, person, written, decision, now)
    return decided_response(request, books, decided.booking, decided.conflicts, now)


@deed("/bookings/{reference:str}/cancellation")
def cancel_booking(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    reference: FromPath[str],
    body: RawBody,
) -> Response[bytes]:
    """Gives dates up: confirmed ones are cancelled, others withdrawn. What is over stays."""
    require_token(person)
    get_booking(books, person, as_written(reference), now)
    cancellation = read_body(CancellationBody, request, body, books.house).cancellation()
    decided = decisions.cancel(books, person, as_written(reference), cancellation, now)
    return decided_response(request, books, decided.booking, decided.conflicts, now)


def require_desk(books: Books, person: Person, reference: str, now: datetime) -> None:
    """Only staff go on. Whoever may not even see the booking must not learn that it is there."""
    require_token(person)
    if not person.is_staff:
        get_booking(books, person, reference, now)
    require_staff(person)


def decided_response(
    request: Asker,
    books: Books,
    booking: Booking,
    conflicts: Sequence[Conflict],
    now: datetime,
) -> Response[bytes]:
    """A booking as it stands after a deed, with the dates that could not be had."""
    words = words_of(request)
    findings = find_findings_today(books, [booking], now)
    told = booking_answer(booking, findings, books.house, words)
    return answer(decided_answer(told, conflicts, books.house, words))


BOOKINGS = [show_bookings, show_booking, decide_booking, cancel_booking]
