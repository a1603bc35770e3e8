"""Why a deed is refused, as exceptions with facts.

A refusal carries a stable code and the facts of the case. Its words, in the
language of the person, stand in `booking.words`; its HTTP status stands in one
table in `booking.web.errors`.
"""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """A deed that may not be done; `facts` name what the person needs to know."""

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts: Mapping[str, object] = facts


class NotFound(Refusal):
    """There is no such thing, or this person may not know that there is."""

    code = "not_found"


class SignInNeeded(Refusal):
    """Nobody is signed in, or the token is not valid."""

    code = "sign_in_needed"


class NotAllowed(Refusal):
    """Somebody is signed in, but this is not for them."""

    code = "not_allowed"


class Gone(Refusal):
    """The thing was there and was taken away for good (a revoked subscription)."""

    code = "gone"


class OwnFeedGone(Gone):
    """The calendar of one booking has another address now."""

    code = "own_feed_gone"


class WrongSignIn(Refusal):
    """The address or the password is wrong; never says which."""

    code = "wrong_sign_in"


class TooManyAttempts(Refusal):
    """Too often in a short time. Facts: `retry_after` in seconds."""

    code = "too_many_attempts"


class Busy(Refusal):
    """The database could not be had in time; nothing was changed."""

    code = "busy"


class VersionConflict(Refusal):
    """Somebody decided meanwhile. Facts: `version` as it is now, `changes` since then."""

    code = "version_conflict"


class WrongStep(Refusal):
    """That status cannot follow. Facts: `occurrence`, `old`, `new`."""

    code = "wrong_step"


class NotMovable(Refusal):
    """A date cannot have the place it was to have. Facts: `occurrence`, `findings`."""

    code = "not_movable"


class CannotUndo(Refusal):
    """The last deed is too old to be taken back, or of another kind."""

    code = "cannot_undo"


class WrongMoment(Refusal):
    """It is too early or too late to say that nobody came. Facts: `day`, `begin`."""

    code = "wrong_moment"


class DatesNotFree(Refusal):
    """Nothing was stored, because dates are not free. Facts: `verdict`."""

    code = "dates_not_free"


class KeyUsedOtherwise(Refusal):
    """The same Idempotency-Key came with a different content."""

    code = "key_used_otherwise"


class BadInput(Refusal):
    """Something said cannot be right. Facts: `pointer` (JSON pointer), `problem` (a code)
    and whatever the sentence needs."""

    code = "bad_input"

    def __init__(self, pointer: str, problem: str, **facts: object) -> None:
        super().__init__(pointer=pointer, problem=problem, **facts)
        self.pointer = pointer
        self.problem = problem
