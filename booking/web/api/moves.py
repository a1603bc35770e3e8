"""`/api/bookings/{reference}/...`: taking dates elsewhere, proposing it, taking deeds back."""

from litestar import Response
from litestar.params import FromPath, RawBody

from booking.services import moves, proposals, replies, swaps, undoing
from booking.web.api.answers import answer
from booking.web.api.bodies import read_body
from booking.web.api.bookings import decided_response, require_desk
from booking.web.api.enquiries import require_token
from booking.web.api.move_bodies import MoveBody, ProposalBody, ReplyBody, SwapBody, UndoBody
from booking.web.api.proposal_answers import proposed_answer
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.pages import deed
from booking.web.references import as_written
from booking.web.requests import Asker


@deed("/bookings/{reference:str}/move")
def move_booking(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    reference: FromPath[str],
    body: RawBody,
) -> Response[bytes]:
    """Takes dates elsewhere; those that cannot move stay and are told as conflicts."""
    written = as_written(reference)
    require_desk(books, person, written, now)
    moving = read_body(MoveBody, request, body, books.house).moving()
    moved = moves.move(books, person, written, moving, now)
    return decided_response(request, books, moved.booking, moved.conflicts, now)


@deed("/bookings/{reference:str}/swap")
def swap_rooms(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    reference: FromPath[str],
    body: RawBody,
) -> Response[bytes]:
    """Two dates of two bookings exchange their rooms; both or none."""
    written = as_written(reference)
    require_desk(books, person, written, now)
    told = read_body(SwapBody, request, body, books.house)
    own = (written, told.occurrence)
    other = (as_written(told.with_reference), told.with_occurrence)
    swapped, _ = swaps.swap(books, person, own, other, now, told.reason)
    return decided_response(request, books, swapped, (), now)


@deed("/bookings/{reference:str}/undo")
def undo_deed(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    reference: FromPath[str],
    body: RawBody,
) -> Response[bytes]:
    """Takes the last deed back while it is fresh."""
    written = as_written(reference)
    require_desk(books, person, written, now)
    version = read_body(UndoBody, request, body, books.house).version
    undone = undoing.undo(books, person, written, version, now)
    return decided_response(request, books, undone.booking, undone.conflicts, now)


@deed("/bookings/{reference:str}/proposals")
def propose_place(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    reference: FromPath[str],
    body: RawBody,
) -> Response[bytes]:
    """Names another room or time for a date. What staff propose is kept free."""
    require_token(person)
    proposing = read_body(ProposalBody, request, body, books.house).proposing()
    found = proposals.propose(books, person, as_written(reference), proposing, now)
    return answer(proposed_answer(found, books.house))


@deed("/bookings/{reference:str}/reply")
def reply_to_proposal(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    reference: FromPath[str],
    body: RawBody,
) -> Response[bytes]:
    """Accepts or refuses what the other side proposed for a date."""
    require_token(person)
    told = read_body(ReplyBody, request, body, books.house)
    written = as_written(reference)
    booking = replies.reply(books, person, written, told.occurrence, told.reply, now)
    return decided_response(request, books, booking, (), now)


MOVES = [move_booking, swap_rooms, undo_deed, propose_place, reply_to_proposal]
