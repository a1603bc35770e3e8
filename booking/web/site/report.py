"""How the house was used: for staff, as a page with charts and as a table for spreadsheets."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from litestar import Response
from pydantic import BaseModel

from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.domain.report.hours import whole_years_back
from booking.domain.report.tables import Report
from booking.services.books import Books
from booking.services.report import look_at_report
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Ticked
from booking.web.forms import Form, prefilled, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.tables_as_csv import as_csv
from booking.web.templating import render
from booking.words import report as told
from booking.words.catalogue import Words, msgid

HEAD = (
    msgid("Table"),
    msgid("Row"),
    msgid("Bookable hours"),
    msgid("Taken hours"),
    msgid("Booked hours"),
    msgid("Used hours"),
    msgid("Dates"),
    msgid("Groups"),
    msgid("Figure"),
)
FIGURES = msgid("In short")
FALLEN_AWAY = msgid("Dates that fell away")
NOT_POSSIBLE = msgid("Dates that were not possible")


class PeriodForm(BaseModel):
    """Which days, and for whom the report is."""

    first: Day | None = None
    last: Day | None = None
    publishing: Ticked = False


@page("/staff/report")
def show_report(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The report; without a period, on the last twelve months."""
    form, report = read_period(request, books, person, now)
    context = {"form": form, "report": report, "told": told, "words": words_of(request)}
    return render(request, "report/report.html", context, 422 if form.errors else 200)


@page("/staff/report.csv")
def download_report(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The same numbers; hours with a comma, as German spreadsheets read them."""
    _, report = read_period(request, books, person, now)
    name = f"report-{report.first}-{report.last}"
    words = words_of(request)
    head = [words.gettext(one) for one in HEAD]
    return as_csv(name, head, lines_of(report, books.house, words))


def read_period(
    request: Asker, books: Books, person: Person, now: datetime
) -> tuple[Form[Any], Report]:
    """The form as it was sent and the report it asks for, or the usual one with what is wrong."""
    first, last = whole_years_back(books.house.wall_clock.date_of(now))
    asked, words = query_of(request), words_of(request)
    form = read_form(PeriodForm, asked, words)
    given = form.content or PeriodForm()
    shown = prefilled(first=given.first or first, last=given.last or last)
    kept = form if form.errors else Form({**shown.typed, **form.typed}, given)
    wanted = (given.first or first, given.last or last)
    try:
        report = look_at_report(books, person, *wanted, now, publishing=given.publishing)
    except BadInput as refusal:
        kept = kept.refused(refusal, words)
        report = look_at_report(books, person, first, last, now, publishing=given.publishing)
    return kept, report


def lines_of(report: Report, house: House, words: Words) -> Iterator[tuple[object, ...]]:
    """All tables below each other, then the single figures."""
    for by, rows in report.tables.items():
        for row in rows:
            name = told.row_text(by, row.key, house, words)
            table = told.table_text(by, words)
            whole = [decimal(row.bookable), decimal(row.taken)] if by.has_hours else ["", ""]
            used = (decimal(row.booked), decimal(row.used))
            yield (table, name, *whole, *used, row.dates, len(row.groups), "")
    for name, number in figures_of(report).items():
        yield (words.gettext(FIGURES), words.gettext(name), *[""] * 6, number)
    for (lead, side), number in sorted(report.cancelled.items()):
        when = words.comma.join((told.lead_text(lead, words), told.side_text(side, words)))
        yield (words.gettext(FALLEN_AWAY), when, "", "", "", "", number, "", "")
    for reason, dates, minutes in report.refused:
        why = told.refusal_text(reason, words)
        yield (words.gettext(NOT_POSSIBLE), why, "", "", decimal(minutes), "", dates, "", "")


def figures_of(report: Report) -> dict[str, object]:
    """The figures that stand for themselves, by the words for them."""
    waited = report.answered_after
    return {
        msgid("Dates"): report.dates,
        msgid("Groups"): report.groups,
        msgid("of these new"): report.new_groups,
        msgid("Persons, as told"): report.persons,
        msgid("Nobody came"): report.nobody_came,
        msgid("Hours that were wanted and not had"): decimal(report.unmet),
        msgid("waited in vain"): report.waited[0],
        msgid("Hours until an answer (median)"): decimal(int(waited.total_seconds() // 60))
        if waited
        else "",
    }


def decimal(minutes: int) -> str:
    """Minutes as hours: `12,5`."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")


REPORT_PAGES = [show_report, download_report]
