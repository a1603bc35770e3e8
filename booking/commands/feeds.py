"""`booking feeds`: addresses for calendar programs, and feeds as plain files."""

from pathlib import Path

from booking.commands.faults import WrongUsage
from booking.commands.feed_files import write_feeds
from booking.commands.parsing import Options, Subparsers, row_number
from booking.commands.since import since
from booking.config import Config
from booking.domain.feeds import Profile
from booking.opening import opened_books, utc_now
from booking.services.tokens import list_feeds, revoke_feed, subscribe

PROFILES = (Profile.CARETAKER, Profile.STAFF, Profile.PUBLIC)


def add_to(commands: Subparsers) -> None:
    """The commands and their options."""
    feeds = commands.add_parser(
        "feeds", help="calendar addresses: make, list, revoke; export feeds"
    )
    deeds = feeds.add_subparsers(title="commands", metavar="COMMAND", required=True)
    adding = deeds.add_parser("add", help="print a new calendar address; it is never shown again")
    adding.add_argument("--profile", required=True, choices=[one.value for one in PROFILES])
    adding.add_argument(
        "--room", nargs="+", action="extend", default=[], metavar="SLUG", help="only these rooms"
    )
    adding.add_argument("--name", default="", metavar="N", help="whose calendar it is")
    adding.set_defaults(deed=add)
    deeds.add_parser("list", help="number, profile, rooms and name of each").set_defaults(deed=show)
    revoking = deeds.add_parser("revoke", help="end a calendar address for good")
    revoking.add_argument("number", type=row_number, metavar="NUMBER", help="see the list")
    revoking.set_defaults(deed=revoke)
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


def show(_: Options) -> None:
    """One line for each calendar address; the address itself stands in none of them."""
    with opened_books(Config()) as books:
        for one in list_feeds(books, utc_now()):
            rooms = ", ".join(one.rooms) if one.rooms else "all rooms"
            told = since(one.created_at, one.revoked_at)
            print(f"{one.id}  {one.profile}  {rooms}  {one.name or '-'}  {told}")


def revoke(options: Options) -> None:
    """Ends the address: calendar programs are told that it is gone. Raises `NotFound`."""
    with opened_books(Config()) as books:
        revoke_feed(books, options.number, utc_now())
    print(f"Calendar address {options.number} is gone for good.")


def feed_address(base_url: str, secret: str) -> str:
    """Where the feed of a subscription is read."""
    return f"{base_url}/calendars/s/{secret}.ics"


def export(options: Options) -> None:
    """Writes the feeds and says how many there are."""
    with opened_books(Config()) as books:
        written = write_feeds(books, options.folder, utc_now())
    print(f"{len(written)} feeds are in {options.folder}.")
