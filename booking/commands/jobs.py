"""`booking jobs`: what is due is done once; for cron, where no server runs all the time."""

from booking.commands.parsing import Options, Subparsers
from booking.config import Config
from booking.opening import opened_books, utc_now
from booking.services.jobs import run_due_jobs


def add_to(commands: Subparsers) -> None:
    """The command and its options."""
    parser = commands.add_parser("jobs", help="do what is due once, and end")
    parser.set_defaults(deed=do_jobs)


def do_jobs(_: Options) -> None:
    """Silent, as cron likes it."""
    with opened_books(Config()) as books:
        run_due_jobs(books, utc_now())
