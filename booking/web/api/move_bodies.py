"""The bodies of deeds that take dates elsewhere: moves, swaps, proposals, and undoing."""

from typing import Annotated

from pydantic import Field

from booking.domain.moves import Scope, Target
from booking.domain.rules import Rule
from booking.services.moves import Moving
from booking.services.proposals import Proposing
from booking.services.replies import Reply
from booking.web.api.decision_bodies import Reason
from booking.web.api.fields import LARGEST_ID, Body, Clock, Day, Id, Line, Number

Version = Annotated[Number, Field(ge=0, le=LARGEST_ID)]
Reference = Annotated[Line, Field(min_length=1, max_length=20)]


class PlaceBody(Body):
    """Where one date shall be; what is left out stays."""

    occurrence: Id
    room: Annotated[Line, Field(min_length=1, max_length=60)] | None = None
    date: Day | None = None
    begin: Clock | None = None
    end: Clock | None = None

    def target(self) -> Target:
        """The same for the domain."""
        return Target(room=self.room, day=self.date, begin=self.begin, end=self.end)


class MoveBody(PlaceBody):
    """Takes one date elsewhere; the others in the scope shift by the same days and hours."""

    scope: Scope = Scope.ONE
    reason: Reason = ""
    overrule: Annotated[tuple[Rule, ...], Field(max_length=len(Rule))] = ()
    version: Version | None = None

    def moving(self) -> Moving:
        """The same for the service."""
        return Moving(
            occurrence=self.occurrence,
            target=self.target(),
            scope=self.scope,
            reason=self.reason,
            overrule=frozenset(self.overrule),
            version=self.version,
        )


class SwapBody(Body):
    """Two dates of two bookings exchange their rooms."""

    occurrence: Id
    with_reference: Reference
    with_occurrence: Id
    reason: Reason = ""


class ProposalBody(PlaceBody):
    """Names another place for a date, for the other side to accept."""

    open_until: Day | None = None

    def proposing(self) -> Proposing:
        """The same for the service."""
        return Proposing(self.occurrence, self.target(), self.open_until)


class ReplyBody(Body):
    """Answers what the other side proposed for a date."""

    occurrence: Id
    reply: Reply


class UndoBody(Body):
    """Takes back the deed that made this version."""

    version: Version
