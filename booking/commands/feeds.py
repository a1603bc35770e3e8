"""`booking feeds`: addresses for calendar programs, and feeds as plain files."""

from argparse import ArgumentParser
from pathlib import Path

from booking.commands.faults import WrongUsage
from booking.commands.feed_files import write_feeds
from booking.commands.feed_index import write_index
from booking.commands.parsing import Options, Subparsers, days_ahead, days_back, name, row_number
from booking.commands.since import since
from booking.config import Config
from booking.domain.feed_options import FeedOptions, Preparation
from booking.domain.feeds import Profile
from booking.opening import opened_books, utc_now
from booking.services.subscriptions import list_feeds, revoke_feed, subscribe

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
    adding.add_argument("--name", type=name, default="", metavar="N", help="whose calendar it is")
    add_choices(adding)
    adding.set_defaults(deed=add)
    deeds.add_parser("list", help="number, profile, rooms and name of each").set_defaults(deed=show)
    revoking = deeds.add_parser("revoke", help="end a calendar address for good")
    revoking.add_argument("number", type=row_number, metavar="NUMBER", help="see the list")
    revoking.set_defaults(deed=revoke)
    exporting = deeds.add_parser("export", help="write every public feed for a plain web server")
    exporting.add_argument("folder", type=Path, metavar="DIR")
    exporting.set_defaults(deed=export)


def add_choices(adding: ArgumentParser) -> None:
    """What can be chosen about a feed; left out, it is as its profile has it."""
    adding.add_argument(
        "--setup",
        choices=[one.value for one in Preparation],
        default=Preparation.IN_TEXT.value,
        help="setup and teardown in the text of a date, or as events of their own",
    )
    adding.add_argument(
        "--opening", action="store_true", help="each day an event: the house opens and closes"
    )
    adding.add_argument("--pending", choices=["yes", "no"], help="also what is not confirmed yet")
    adding.add_argument("--language", metavar="TAG", help="such as de; else that of the house")
    adding.add_argument("--back", type=days_back, metavar="DAYS", help="how far it looks back")
    adding.add_argument("--ahead", type=days_ahead, metavar="DAYS", help="how far it looks ahead")


def add(options: Options) -> None:
    """Prints the address alone, so that a script can take it."""
    config = Config()
    if len(set(options.room)) < len(options.room):
        raise WrongUsage("A room is named twice.")
    profile = Profile(options.profile)
    with opened_books(config) as books:
        now, chosen = utc_now(), chosen_of(options)
        secret = subscribe(books, profile, options.room, options.name, now, options=chosen)
    print(feed_address(config.base_url, secret))


def chosen_of(options: Options) -> FeedOptions:
    """The choices as they were given."""
    return FeedOptions(
        preparation=Preparation(options.setup),
        opens_house=options.opening,
        pending={"yes": True, "no": False}.get(options.pending),
        language=options.language,
        back=options.back,
        ahead=options.ahead,
    )


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
    config = Config()
    with opened_books(config) as books:
        written = write_feeds(books, options.folder, utc_now())
        write_index(books.house, options.folder, config.base_url)
    print(f"{len(written)} feeds are in {options.folder}.")
