"""`booking jobs`: what is due is done once; for cron, where no server runs all the time."""

from booking.commands.parsing import Options, Subparsers
from booking.config import Config
from booking.opening import opened_books, utc_now
from booking.services.jobs import run_due_jobs
from booking.services.postman import deliver_due


def add_to(commands: Subparsers) -> None:
    """The command and its options."""
    parser = commands.add_parser("jobs", help="do what is due once, and end")
    parser.set_defaults(deed=do_jobs)


def do_jobs(_: Options) -> None:
    """Mails that become due by it leave at once. Silent, as cron likes it."""
    config = Config()
    with opened_books(config) as books:
        run_due_jobs(books, utc_now())
        deliver_due(books, config.post_office(books.house), utc_now)
