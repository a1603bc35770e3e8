"""What refusals look like (RFC 9457), for the description of the interface."""

from booking.web.api.answers import Answer, DayText, Moment
from booking.web.api.booking_answers import ChangeAnswer
from booking.web.api.verdict_answers import VerdictAnswer


class FieldProblem(Answer):
    """One field that cannot be right, by its JSON pointer (RFC 6901)."""

    pointer: str
    detail: str


class Problem(Answer):
    """A refusal in words; `type` ends in a code that stays the same in all languages."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldProblem, ...] = ()


class TakenDate(Answer):
    """A date that is not free, and the rules against it."""

    date: DayText
    start: Moment | None
    end: Moment | None
    verdict: str
    rules: tuple[str, ...]


class DatesNotFreeProblem(Problem):
    """Nothing was stored; the verdict tells why."""

    verdict: VerdictAnswer
    conflicts: tuple[TakenDate, ...]


class VersionProblem(Problem):
    """The booking was changed since the version that was named."""

    version: int
    changes: tuple[ChangeAnswer, ...]
