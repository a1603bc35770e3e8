"""What would come of an enquiry, date by date, as the API tells it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from booking.domain.candidates import Candidate
from booking.domain.house import House
from booking.domain.rules import Finding
from booking.domain.verdicts import DateVerdict, EnquiryVerdict
from booking.web.api.answers import Answer, DayText, Moment, moment
from booking.words.catalogue import Words
from booking.words.findings import finding_text
from booking.words.holidays import holiday_text
from calendars.holidays import Holiday, HolidayKind


class FindingAnswer(Answer):
    """What one rule of the house says."""

    rule: str
    severity: Literal["block", "warn", "inform"]
    room: str
    text: str


class AlternativeAnswer(Answer):
    """Another time in the same room, or another room at the same time, that is free."""

    room: str
    start: Moment
    end: Moment


class RoomPartAnswer(Answer):
    """How long one of several rooms is occupied."""

    room: str
    occupied_start: Moment | None
    occupied_end: Moment | None


class DateAnswer(Answer):
    """One date. Times are null if the clocks change over it, so that it cannot be."""

    date: DayText
    start: Moment | None
    end: Moment | None
    occupied_start: Moment | None
    occupied_end: Moment | None
    rooms: tuple[RoomPartAnswer, ...]
    verdict: Literal["free", "asked_for", "taken", "closed", "refused"]
    findings: tuple[FindingAnswer, ...]
    alternatives: tuple[AlternativeAnswer, ...]


class VerdictAnswer(Answer):
    """All dates in order, and how many of them can be requested."""

    occurrences: tuple[DateAnswer, ...]
    bookable: int
    total: int


class PauseAnswer(Answer):
    """One date that the series leaves out by itself, as `skip` asked, and the holiday there."""

    date: DayText
    skip: Literal["public_holidays", "school_holidays"]
    text: str


class CheckAnswer(VerdictAnswer):
    """The verdict on a wish. What falls into its `pauses`, if need be the first date, is not
    among its dates."""

    pauses: tuple[PauseAnswer, ...]


Alternatives = Mapping[date, tuple[Candidate, ...]]
_SKIPS: Mapping[HolidayKind, Literal["public_holidays", "school_holidays"]] = {
    HolidayKind.PUBLIC: "public_holidays",
    HolidayKind.SCHOOL: "school_holidays",
}


def verdict_answer(
    verdict: EnquiryVerdict, alternatives: Alternatives, house: House, words: Words
) -> VerdictAnswer:
    """The verdict on an enquiry."""
    return VerdictAnswer(
        occurrences=tuple(date_answers(verdict.dates, alternatives, house, words)),
        bookable=verdict.bookable,
        total=len(verdict.dates),
    )


def pause_answers(pauses: Iterable[Holiday], words: Words) -> Iterable[PauseAnswer]:
    """The dates that are left out, each with its holiday in words."""
    for one in pauses:
        text = holiday_text(one.name, words)
        yield PauseAnswer(date=one.day.isoformat(), skip=_SKIPS[one.kind], text=text)


def date_answers(
    dates: Iterable[DateVerdict], alternatives: Alternatives, house: House, words: Words
) -> Iterable[DateAnswer]:
    """The verdict on each date."""
    for one in dates:
        use = one.candidates[0].period
        occupied = [each.occupied for each in one.candidates if each.occupied]
        begin = min((each.begin for each in occupied), default=None)
        end = max((each.end for each in occupied), default=None)
        yield DateAnswer(
            date=one.day.isoformat(),
            start=_moment(use.begin if use else None, house),
            end=_moment(use.end if use else None, house),
            occupied_start=_moment(begin, house),
            occupied_end=_moment(end, house),
            rooms=tuple(_part(each, house) for each in one.candidates),
            verdict=one.verdict.value,
            findings=finding_answers(one.findings, house, words),
            alternatives=tuple(_alternatives(alternatives.get(one.day, ()), house)),
        )


def finding_answers(
    findings: Iterable[Finding], house: House, words: Words
) -> tuple[FindingAnswer, ...]:
    """Findings in words; whom they are about is left out."""
    return tuple(
        FindingAnswer(
            rule=one.rule.value,
            severity=one.severity.value,
            room=one.room,
            text=finding_text(one, house, words),
        )
        for one in findings
    )


def _part(candidate: Candidate, house: House) -> RoomPartAnswer:
    occupied = candidate.occupied
    return RoomPartAnswer(
        room=candidate.room.slug,
        occupied_start=_moment(occupied.begin if occupied else None, house),
        occupied_end=_moment(occupied.end if occupied else None, house),
    )


def _alternatives(candidates: Iterable[Candidate], house: House) -> Iterable[AlternativeAnswer]:
    for one in candidates:
        if one.period is not None:
            yield AlternativeAnswer(
                room=one.room.slug,
                start=moment(one.period.begin, house),
                end=moment(one.period.end, house),
            )


def _moment(instant: datetime | None, house: House) -> str | None:
    return None if instant is None else moment(instant, house)
