"""Proposals as the API tells them."""

from typing import Literal

from booking.domain.house import House
from booking.services.proposals import Proposed
from booking.web.api.answers import Answer, DayText, Moment, moment


class ProposalAnswer(Answer):
    """Another place for one date, which `side` proposed and the other side may accept."""

    occurrence: int
    side: Literal["house", "association"]
    room: str
    start: Moment
    end: Moment
    open_until: DayText


class ProposedAnswer(Answer):
    """The proposals that are open for a booking."""

    reference: str
    proposals: tuple[ProposalAnswer, ...]


def proposed_answer(found: Proposed, house: House) -> ProposedAnswer:
    """What is proposed for a booking now."""
    return ProposedAnswer(
        reference=found.booking.reference,
        proposals=tuple(
            ProposalAnswer(
                occurrence=one.occurrence_id,
                side=one.side.value,
                room=one.room,
                start=moment(one.period.begin, house),
                end=moment(one.period.end, house),
                open_until=one.open_until.isoformat(),
            )
            for one in found.proposals
        ),
    )
