"""The bodies of a decision and of a cancellation."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic import WithJsonSchema as Told
from pydantic_core import PydanticCustomError

from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.refusals import BadInput
from booking.domain.rules import Rule
from booking.web.api.fields import LARGEST_ID, Body, Day, Id, Number, Paragraphs

MOST_DATES = 4000
"""A booking has at most 400 dates in at most ten rooms."""
ALL = "all"

_IDS = {
    "type": "array",
    "maxItems": MOST_DATES,
    "items": {"type": "integer", "minimum": 1, "maximum": LARGEST_ID},
}


def _or_word(word: str) -> BeforeValidator:
    """Lets a list of ids be one word instead, which is kept as None. (A union would tell
    the faults of both, of which one was never meant.)"""

    def read(written: Any) -> Any:
        if written == word:
            return None
        if not isinstance(written, list):
            raise PydanticCustomError(
                "not_a_choice", "not a choice", {"expected": f'"{word}", [1, 2, 3]'}
            )
        return written

    return BeforeValidator(read)


Ids = Annotated[tuple[Id, ...], Field(max_length=MOST_DATES)]
FreeOrIds = Annotated[Ids | None, _or_word(FREE), Told({"oneOf": [{"const": FREE}, _IDS]})]
AllOrIds = Annotated[Ids | None, _or_word(ALL), Told({"oneOf": [{"const": ALL}, _IDS]})]
Reason = Annotated[Paragraphs, Field(max_length=2000)]


class DecisionBody(Body):
    """What becomes of the dates of a booking; "free" are all that nobody holds."""

    confirm: FreeOrIds = ()
    decline: Ids = ()
    hold: Ids = ()
    hold_until: Day | None = None
    reason: Reason = ""
    overrule: Annotated[tuple[Rule, ...], Field(max_length=len(Rule))] = ()
    version: Annotated[Number, Field(ge=0, le=LARGEST_ID)] | None = None

    def decision(self) -> Decision:
        """The same for the domain; raises `BadInput` for one that contradicts itself."""
        return Decision(
            confirm=FREE if self.confirm is None else frozenset(self.confirm),
            hold=frozenset(self.hold),
            decline=frozenset(self.decline),
            hold_until=self.hold_until,
            reason=self.reason,
            overrule=frozenset(self.overrule),
            version=self.version,
        )


class CancellationBody(Body):
    """Which dates are given up: some, or all, or all from a day on."""

    occurrences: AllOrIds = Field(default=ALL, validate_default=True)
    since: Day | None = Field(default=None, alias="from")
    reason: Reason = ""

    def cancellation(self) -> Cancellation:
        """The same for the domain. Nobody cancels a whole booking by saying nothing:
        raises `BadInput` if neither dates nor a day are given."""
        if "occurrences" not in self.model_fields_set and self.since is None:
            raise BadInput("/occurrences", "missing")
        return Cancellation(
            occurrences=None if self.occurrences is None else frozenset(self.occurrences),
            since=self.since,
            reason=self.reason,
        )
