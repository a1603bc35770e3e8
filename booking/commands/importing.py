"""`booking import`: the dates of an existing calendar, or of a table, as confirmed bookings."""

from pathlib import Path

from booking.commands.counting import counted
from booking.commands.faults import Failed
from booking.commands.parsing import Options, Subparsers, name
from booking.config import Config
from booking.domain.house import House
from booking.domain.imports import Source
from booking.domain.people import THE_HOUSE
from booking.domain.refusals import BadInput
from booking.opening import opened_books, utc_now
from booking.services.importing import ImportReport, preview, take_over
from booking.words.catalogue import Words
from booking.words.dates import plain_day_text, span
from booking.words.findings import finding_text
from booking.words.imports import left_out_text
from booking.words.mail_dates import room_text
from booking.words.problems import problem_text

ENGLISH = Words("en")


def add_to(commands: Subparsers) -> None:
    """The command and its options."""
    importing = commands.add_parser(
        "import", help="takes over a calendar (.ics) or a table (.csv) from elsewhere"
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="the calendar or table")
    importing.add_argument("--room", default="", metavar="SLUG", help="whose calendar it is")
    importing.add_argument(
        "--group", type=name, default="", help="for whom; else each title names the group"
    )
    importing.add_argument(
        "--closures", action="store_true", help="whole days close the room; else they are left out"
    )
    importing.add_argument("--dry-run", action="store_true", help="only says what would happen")
    importing.set_defaults(deed=take)


def take(options: Options) -> None:
    """Takes a file over and says what became of each entry. Importing twice changes nothing."""
    file: Path = options.file
    source = Source(file.name, file.read_bytes(), options.room, options.group, options.closures)
    deed = preview if options.dry_run else take_over
    with opened_books(Config()) as books:
        try:
            report = deed(books, THE_HOUSE, source, utc_now())
        except BadInput as refusal:
            raise Failed(sentence(refusal)) from refusal
        tell(report, books.house, would="would be " if options.dry_run else "")


def sentence(refusal: BadInput) -> str:
    """What is wrong with the file, or with what was said about it."""
    if refusal.pointer == "/room":
        return "Say with --room SLUG whose calendar this is; a calendar does not name its room."
    return problem_text(refusal.problem, refusal.facts, ENGLISH)


def tell(report: ImportReport, house: House, would: str) -> None:
    """One line for each series, each date that was stopped and each entry left out."""
    for one in report.taken:
        where = room_text(one.series.room, house, ENGLISH)
        told = f"{where}, {counted(len(one.dates), 'date')}"
        print(f"{would}confirmed: {one.series.title}: {told}")
    for closure in report.closures:
        print(f"{would}closed: {closure.reason}: {closure.first} to {closure.last}")
    for stopped in report.stopped:
        when = f"{stopped.date.day} {span(stopped.date.begin, stopped.date.end)}"
        others = ", ".join(dict.fromkeys(entry.association for entry in stopped.held_by))
        why = others or " ".join(finding_text(one, house, ENGLISH) for one in stopped.findings)
        print(f"conflict: {stopped.series.title}, {when}: {why or 'overlaps itself'}")
    for left_out in report.left_out:
        day = f" ({plain_day_text(left_out.day, ENGLISH)})" if left_out.day else ""
        print(f"skipped: {left_out.what or '?'}{day}: {left_out_text(left_out, ENGLISH)}")
    print(
        f"{counted(report.taken_dates, 'date')} and {counted(len(report.closures), 'closure')}"
        f" {would}taken over,"
        f" {len(report.stopped)} in conflict, {len(report.left_out)} skipped,"
        f" {report.known} known from before."
    )
