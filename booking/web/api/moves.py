"""`/api/bookings/{reference}/...`: taking dates elsewhere, proposing it, taking deeds back."""

from litestar import Response

from booking.services import moves, proposals, replies, swaps, undoing
from booking.web.api.answers import answer
from booking.web.api.bookings import decided_response
from booking.web.api.calls import Caller, TheCall, call_deed
from booking.web.api.move_bodies import MoveBody, ProposalBody, ReplyBody, SwapBody, UndoBody
from booking.web.api.proposal_answers import proposed_answer
from booking.web.references import as_written


@call_deed("/bookings/{reference:str}/move", Caller.STAFF)
def move_booking(call: TheCall) -> Response[bytes]:
    """Takes dates elsewhere; those that cannot move stay and are told as conflicts."""
    moving = call.told(MoveBody).moving()
    moved = moves.move(call.books, call.person, call.reference, moving, call.now)
    return decided_response(call, moved.booking, moved.conflicts)


@call_deed("/bookings/{reference:str}/swap", Caller.STAFF)
def swap_rooms(call: TheCall) -> Response[bytes]:
    """Two dates of two bookings exchange their rooms; both or none."""
    told = call.told(SwapBody)
    own = (call.reference, told.occurrence)
    other = (as_written(told.with_reference), told.with_occurrence)
    swapped, _ = swaps.swap(call.books, call.person, own, other, call.now, told.reason)
    return decided_response(call, swapped, ())


@call_deed("/bookings/{reference:str}/undo", Caller.STAFF)
def undo_deed(call: TheCall) -> Response[bytes]:
    """Takes the last deed back while it is fresh."""
    version = call.told(UndoBody).version
    undone = undoing.undo(call.books, call.person, call.reference, version, call.now)
    return decided_response(call, undone.booking, undone.conflicts)


@call_deed("/bookings/{reference:str}/proposals", Caller.ASSOCIATION)
def propose_place(call: TheCall) -> Response[bytes]:
    """Names another room or time for a date. What staff propose is kept free."""
    proposing = call.told(ProposalBody).proposing()
    found = proposals.propose(call.books, call.person, call.reference, proposing, call.now)
    return answer(proposed_answer(found, call.books.house))


@call_deed("/bookings/{reference:str}/reply", Caller.ASSOCIATION)
def reply_to_proposal(call: TheCall) -> Response[bytes]:
    """Accepts or refuses what the other side proposed for a date."""
    told = call.told(ReplyBody)
    booking = replies.reply(
        call.books, call.person, call.reference, told.occurrence, told.reply, call.now
    )
    return decided_response(call, booking, ())


MOVES = [move_booking, swap_rooms, undo_deed, propose_place, reply_to_proposal]
