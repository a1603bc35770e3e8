"""Every operation of the interface in one table: who may call it, with what, for what.

A test holds the table against the handlers, so none is forgotten and none is invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from booking.domain.statuses import Status
from booking.web.api.booking_answers import (
    BookingAnswer,
    BookingsAnswer,
    DecidedAnswer,
    RequestedAnswer,
)
from booking.web.api.calls import Caller
from booking.web.api.decision_bodies import CancellationBody, DecisionBody
from booking.web.api.enquiry_body import CheckBody, EnquiryBody
from booking.web.api.find import SlotsAnswer
from booking.web.api.find_body import FindBody
from booking.web.api.move_bodies import MoveBody, ProposalBody, ReplyBody, SwapBody, UndoBody
from booking.web.api.problem_answers import DatesNotFreeProblem, Problem, VersionProblem
from booking.web.api.proposal_answers import ProposedAnswer
from booking.web.api.queries import KEY_HEADER, KEY_PATTERN
from booking.web.api.room_answers import OccupancyAnswer, RoomsAnswer
from booking.web.api.verdict_answers import CheckAnswer


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the address, of its query, or a header."""

    name: str
    place: str
    schema: Mapping[str, object]
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one address."""

    method: str
    path: str
    name: str
    summary: str
    caller: Caller
    answer: type[BaseModel]
    body: type[BaseModel] | None = None
    parameters: tuple[Parameter, ...] = ()
    status: int = 200
    problems: Mapping[int, type[Problem]] = field(default_factory=dict)
    """Those that have more to say than every problem does."""
    refusals: tuple[int, ...] = ()


_DAY = {"type": "string", "format": "date"}
_ROOM = Parameter("room", "path", {"type": "string"}, "The slug of a room.", required=True)
_REFERENCE = Parameter(
    "reference", "path", {"type": "string"}, "Such as 7F3K-9QMD; small letters do.", required=True
)
_KEY = Parameter(
    KEY_HEADER,
    "header",
    {"type": "string", "pattern": f"^{KEY_PATTERN}$"},
    "The same key with the same body is the same booking, and answers 201 again.",
)
_RANGE = (
    Parameter("start", "query", _DAY, "The first day.", required=True),
    Parameter("end", "query", _DAY, "The day after the last one.", required=True),
)
_FILTER = (
    Parameter("status", "query", {"enum": list(Status)}, "At least one date stands there."),
    Parameter("room", "query", {"type": "string"}, "At least one date is in this room."),
    Parameter("start", "query", _DAY, "At least one date is on or after this day."),
    Parameter("end", "query", _DAY, "At least one date is before this day."),
    Parameter("page", "query", {"type": "integer", "minimum": 1}, "Pages count from 1."),
)

OPERATIONS = (
    Operation(
        method="get",
        path="/api/rooms",
        name="listRooms",
        summary="The rooms that the caller may ask for.",
        caller=Caller.ANYBODY,
        answer=RoomsAnswer,
    ),
    Operation(
        method="get",
        path="/api/rooms/{room}/occupancy",
        name="showOccupancy",
        summary="What is taken and what is asked for in a room, without names.",
        caller=Caller.ANYBODY,
        answer=OccupancyAnswer,
        parameters=(_ROOM, *_RANGE),
        refusals=(404, 422),
    ),
    Operation(
        method="post",
        path="/api/check",
        name="checkEnquiry",
        summary="The verdict on each date of a wish, and what pauses leave out. Nothing is stored.",
        caller=Caller.ANYBODY,
        answer=CheckAnswer,
        body=CheckBody,
        refusals=(400, 404, 413, 415, 422, 429),
    ),
    Operation(
        method="post",
        path="/api/find",
        name="findSlots",
        summary="The rooms, weekdays and times at which a weekly wish finds most free dates.",
        caller=Caller.ANYBODY,
        answer=SlotsAnswer,
        body=FindBody,
        refusals=(400, 404, 413, 415, 422, 429),
    ),
    Operation(
        method="post",
        path="/api/bookings",
        name="requestBooking",
        summary="Asks for the dates of a wish that can be had.",
        caller=Caller.ASSOCIATION,
        answer=RequestedAnswer,
        body=EnquiryBody,
        parameters=(_KEY,),
        status=201,
        problems={409: DatesNotFreeProblem},
        refusals=(400, 404, 413, 415, 422, 429),
    ),
    Operation(
        method="get",
        path="/api/bookings",
        name="listBookings",
        summary="One page of bookings, the oldest request first.",
        caller=Caller.STAFF,
        answer=BookingsAnswer,
        parameters=_FILTER,
        refusals=(422,),
    ),
    Operation(
        method="get",
        path="/api/bookings/{reference}",
        name="showBooking",
        summary="One booking, with what the rules say about its open dates today.",
        caller=Caller.ASSOCIATION,
        answer=BookingAnswer,
        parameters=(_REFERENCE,),
        refusals=(404,),
    ),
    Operation(
        method="post",
        path="/api/bookings/{reference}/decision",
        name="decideBooking",
        summary="Confirms, holds and declines dates, each for itself.",
        caller=Caller.STAFF,
        answer=DecidedAnswer,
        body=DecisionBody,
        parameters=(_REFERENCE,),
        problems={409: VersionProblem},
        refusals=(400, 404, 413, 415, 422),
    ),
    Operation(
        method="post",
        path="/api/bookings/{reference}/cancellation",
        name="cancelBooking",
        summary="Gives dates up: confirmed ones are cancelled, others withdrawn.",
        caller=Caller.ASSOCIATION,
        answer=DecidedAnswer,
        body=CancellationBody,
        parameters=(_REFERENCE,),
        refusals=(400, 404, 413, 415, 422),
    ),
    Operation(
        method="post",
        path="/api/bookings/{reference}/move",
        name="moveBooking",
        summary="Takes dates to another room, day or time, each keeping its identity.",
        caller=Caller.STAFF,
        answer=DecidedAnswer,
        body=MoveBody,
        parameters=(_REFERENCE,),
        problems={409: VersionProblem},
        refusals=(400, 404, 413, 415, 422),
    ),
    Operation(
        method="post",
        path="/api/bookings/{reference}/swap",
        name="swapRooms",
        summary="Exchanges the rooms of two dates of two bookings.",
        caller=Caller.STAFF,
        answer=DecidedAnswer,
        body=SwapBody,
        parameters=(_REFERENCE,),
        refusals=(400, 404, 409, 413, 415, 422),
    ),
    Operation(
        method="post",
        path="/api/bookings/{reference}/undo",
        name="undoDeed",
        summary="Takes the last deed back while it is fresh.",
        caller=Caller.STAFF,
        answer=DecidedAnswer,
        body=UndoBody,
        parameters=(_REFERENCE,),
        problems={409: VersionProblem},
        refusals=(400, 404, 413, 415, 422),
    ),
    Operation(
        method="post",
        path="/api/bookings/{reference}/proposals",
        name="proposePlace",
        summary="Names another room or time for a date, for the other side to accept.",
        caller=Caller.ASSOCIATION,
        answer=ProposedAnswer,
        body=ProposalBody,
        parameters=(_REFERENCE,),
        refusals=(400, 404, 409, 413, 415, 422),
    ),
    Operation(
        method="post",
        path="/api/bookings/{reference}/reply",
        name="replyToProposal",
        summary="Accepts or refuses what the other side proposed for a date.",
        caller=Caller.ASSOCIATION,
        answer=DecidedAnswer,
        body=ReplyBody,
        parameters=(_REFERENCE,),
        refusals=(400, 404, 409, 413, 415, 422),
    ),
)
