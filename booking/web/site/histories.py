"""Every change of a period as a table for spreadsheets, for staff."""

from collections.abc import Mapping

from litestar import Response
from pydantic import BaseModel

from booking.domain.changes import LoggedChange
from booking.domain.house import House
from booking.domain.report.hours import whole_years_back
from booking.domain.statuses import Status
from booking.services.histories import read_histories
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day
from booking.web.forms import query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.tables_as_csv import as_csv
from booking.words.before_after import place_of
from booking.words.catalogue import Words, msgid
from booking.words.history import sentence
from booking.words.people import doer_text
from booking.words.statuses import status_text

TIME_IN_TABLES = "%Y-%m-%d %H:%M:%S"
"""A time also to spreadsheets."""
HISTORY_HEAD = (
    msgid("Time"),
    msgid("Reference"),
    msgid("Date"),
    msgid("Who"),
    msgid("What happened"),
    msgid("Was before"),
    msgid("Is now"),
    msgid("Reason"),
)


class Days(BaseModel):
    """Which days; without them the last twelve months."""

    first: Day | None = None
    last: Day | None = None


@page("/staff/history.csv")
def download_history(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """Every change of a period in plain sentences, one line for each."""
    today = books.house.wall_clock.date_of(now)
    first, last = whole_years_back(today)
    given = read_form(Days, query_of(request), words_of(request)).content or Days()
    first, last = given.first or first, given.last or today
    found = read_histories(books, person, first, last, now)
    words = words_of(request)
    rows = (history_row(one, books.house, words) for one in found)
    return as_csv(f"history-{first}-{last}", [*map(words.gettext, HISTORY_HEAD)], rows)


def history_row(one: LoggedChange, house: House, words: Words) -> tuple[object, ...]:
    """When, which booking and date, the sentence, and what was before and after."""
    change, facts = one.change, one.change.facts
    return (
        house.wall_clock.local(change.at).strftime(TIME_IN_TABLES),
        one.reference,
        one.day or "",
        doer_text(change.who, change.standing, words),
        sentence(change, [one.day] if one.day else [], words),
        status_and_place(facts, "before", "from", house, words),
        status_and_place(facts, "status", "to", house, words),
        facts.get("reason") or "",
    )


def status_and_place(
    facts: Mapping[str, object], status: str, place: str, house: House, words: Words
) -> str:
    """A status, and where a date was or went."""
    stood = facts.get(status)
    told_status = (
        status_text(Status(stood), words) if isinstance(stood, str) and stood in set(Status) else ""
    )
    return words.comma.join(filter(None, (told_status, place_of(facts, place, house, words))))
