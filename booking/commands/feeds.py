"""`booking feeds`: addresses for calendar programs, and feeds as plain files."""

from pathlib import Path

from booking.commands.faults import WrongUsage
from booking.commands.feed_files import write_feeds
from booking.commands.parsing import Options, Subparsers
from booking.config import Config
from booking.domain.feeds import Profile
from booking.opening import opened_books, utc_now
from booking.services.tokens import subscribe

PROFILES = (Profile.CARETAKER, Profile.STAFF, Profile.PUBLIC)


def add_to(commands: Subparsers) -> None:
    """The commands and their options."""
    feeds = commands.add_parser("feeds", help="make calendar addresses, export feeds")
    deeds = feeds.add_subparsers(title="commands", metavar="COMMAND", required=True)
    adding = deeds.add_parser("add", help="print a new calendar address; it is never shown again")
    adding.add_argument("--profile", required=True, choices=[one.value for one in PROFILES])
    adding.add_argument(
        "--room", nargs="+", action="extend", default=[], metavar="SLUG", help="only these rooms"
    )
    adding.add_argument("--name", default="", metavar="N", help="whose calendar it is")
    adding.set_defaults(deed=add)
    exporting = deeds.add_parser("export", help="write every public feed for a plain web server")
    exporting.add_argument("folder", type=Path, metavar="DIR")
    exporting.set_defaults(deed=export)


def add(options: Options) -> None:
    """Prints the address alone, so that a script can take it."""
    config = Config()
    if len(set(options.room)) < len(options.room):
        raise WrongUsage("A room is named twice.")
    profile = Profile(options.profile)
    with opened_books(config) as books:
        secret = subscribe(books, profile, options.room, options.name, utc_now())
    print(feed_address(config.base_url, secret))


def feed_address(base_url: str, secret: str) -> str:
    """Where the feed of a subscription is read."""
    return f"{base_url}/calendars/s/{secret}.ics"


def export(options: Options) -> None:
    """Writes the feeds and says how many there are."""
    with opened_books(Config()) as books:
        written = write_feeds(books, options.folder, utc_now())
    print(f"{len(written)} feeds are in {options.folder}.")
