"""Two refusals that say more than a sentence: what is not free, and what changed meanwhile."""

from collections.abc import Callable
from typing import Any

from litestar import Response

from booking.domain.refusals import DatesNotFree, Refusal, VersionConflict
from booking.web.api.booking_answers import change_answer
from booking.web.api.problem_answers import TakenDate
from booking.web.api.verdict_answers import verdict_answer
from booking.web.errors import failure_of
from booking.web.negotiation import words_of
from booking.web.problems import problem_of
from booking.web.requests import Asker


def answer_dates_not_free(request: Asker, error: DatesNotFree) -> Response[Any]:
    """409 with the verdict on all dates, and those that are not free once more by themselves."""
    house = request.app.state.house
    verdict: Any = error.facts["verdict"]
    told = verdict_answer(verdict, {}, house, words_of(request))
    conflicts = [
        TakenDate(
            date=one.date,
            start=one.start,
            end=one.end,
            verdict=one.verdict,
            rules=tuple(each.rule for each in one.findings if each.severity == "block"),
        ).model_dump()
        for one in told.occurrences
        if one.verdict not in ("free", "asked_for")
    ]
    return _problem(request, error, verdict=told.model_dump(), conflicts=conflicts)


def answer_version_conflict(request: Asker, error: VersionConflict) -> Response[Any]:
    """409 with the version as it is now and what changed since the one that was looked at."""
    house = request.app.state.house
    changes: Any = error.facts["changes"]
    told = [change_answer(one, house).model_dump() for one in changes]
    return _problem(request, error, version=error.facts["version"], changes=told)


def _problem(request: Asker, error: Refusal, **members: object) -> Response[dict[str, object]]:
    failure = failure_of(error)
    return problem_of(request, failure.code, failure.status, error, failure.headers, members)


CONFLICTS: dict[int | type[Exception], Callable[[Asker, Any], Response[Any]]] = {
    DatesNotFree: answer_dates_not_free,
    VersionConflict: answer_version_conflict,
}
