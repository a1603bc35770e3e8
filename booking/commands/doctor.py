"""`booking doctor`: is everything in place? Each fault is said with what to do about it."""

from collections.abc import Iterator
from ipaddress import ip_network
from smtplib import SMTPException
from urllib.parse import urlsplit

from pydantic import ValidationError

from booking.commands.faults import Failed, sentence_of
from booking.commands.parsing import Options, Subparsers
from booking.config import Config
from booking.domain.house import House
from booking.opening import opened_database, utc_now
from booking.services.doctor import (
    Complaint,
    examine_books,
    examine_database,
    examine_every_row,
    examine_feeds,
    examine_texts,
)
from booking.services.mail.failures import failure_of
from booking.services.mail.server import MailServer
from booking.services.planting import look_at_books
from booking.store.database import Database
from booking.store.faults import DatabaseFault, telling_database_faults
from booking.store.house_file import HouseFileFaults, read_house

SHORTEST_SECRET = 32
"""Characters; fewer could be guessed by somebody patient, who could then send forms for others."""
LOCAL = ("127.0.0.1", "localhost", "::1")


def add_to(commands: Subparsers) -> None:
    """The command and its options."""
    parser = commands.add_parser("doctor", help="find what is not in order, and say what to do")
    parser.add_argument(
        "--deep", action="store_true", help="also look at every row for broken promises"
    )
    parser.set_defaults(deed=examine)


def examine(options: Options) -> None:
    """Prints every complaint; `Failed` if one of them is a fault."""
    faults = 0
    for complaint in find_all_complaints(deep=options.deep):
        faults += complaint.is_fault
        word = "FAULT" if complaint.is_fault else "Note"
        print(f"{word}: {complaint.wrong} {complaint.remedy}")
    if faults:
        raise Failed("not everything is in order; see above.")
    print("OK: everything that was looked at is in order.")


def find_all_complaints(*, deep: bool) -> Iterator[Complaint]:
    """First whether the settings can be read at all, then what they lead to."""
    try:
        config = Config()
    except ValidationError as fault:
        yield Complaint(sentence_of(fault), "Correct it, then run this again.")
        return
    yield from find_complaints(config, deep=deep)


def find_complaints(config: Config, *, deep: bool) -> Iterator[Complaint]:
    """From the settings inwards; what rests on something broken is not looked at."""
    yield from examine_settings(config)
    yield from examine_mail(config)
    house = None
    try:
        house = read_house(config.rooms)
    except HouseFileFaults as found:
        for fault in found.faults:
            yield Complaint(f"{config.rooms}: {fault}", "Run: booking rooms check")
    try:
        with telling_database_faults(), opened_database(config) as database:
            yield from examine_opened(database, house, deep=deep)
    except DatabaseFault as fault:
        yield Complaint(str(fault), "Check BOOKING_DATABASE_URL.")


def examine_opened(database: Database, house: House | None, *, deep: bool) -> Iterator[Complaint]:
    """Is there a database, is it sound, and what stands in it?"""
    if not database.exists():
        yield Complaint("There is no database yet.", "Run: booking migrate")
        return
    ailing = list(examine_database(database))
    yield from ailing
    if not ailing:
        yield from examine_contents(database, house, deep=deep)


def examine_contents(database: Database, house: House | None, *, deep: bool) -> Iterator[Complaint]:
    """What stands in a database that is itself sound."""
    if house is not None:
        books = look_at_books(database, house)
        yield from examine_texts(house)
        yield from examine_books(books, utc_now())
        yield from examine_feeds(books, utc_now())
    if deep:
        yield from examine_every_row(database)


def examine_settings(config: Config) -> Iterator[Complaint]:
    """What can be seen without opening anything."""
    if not config.is_https and urlsplit(config.base_url).hostname not in LOCAL:
        yield Complaint(
            "BOOKING_BASE_URL begins with http://, so passwords travel readable for others.",
            "Put a proxy with https in front of it, and write https:// there.",
            is_fault=False,
        )

    if config.secret and len(config.secret) < SHORTEST_SECRET:
        yield Complaint(
            f"BOOKING_SECRET is too short: {SHORTEST_SECRET} characters are the least.",
            "Leave it out, or write a longer one that nobody can guess.",
        )
    for written in filter(None, map(str.strip, config.proxies.split(","))):
        if not is_network(written):
            yield Complaint(
                f"BOOKING_PROXIES names {written!r}, which is no address.",
                "Write addresses such as 127.0.0.1 or 10.0.0.0/8, with commas between.",
            )


def is_network(written: str) -> bool:
    """Whether it is an address, or a network of them, as the server reads it."""
    try:
        ip_network(written)
    except ValueError:
        return False
    return True


def examine_mail(config: Config) -> Iterator[Complaint]:
    """Does the mail server take us? Nothing is sent."""
    if config.smtp_url is None:
        yield Complaint("No mail is sent.", "Set BOOKING_SMTP_URL.", is_fault=False)
        return
    try:
        MailServer.parse(config.smtp_url).connect().close()
    except (OSError, SMTPException) as error:
        yield Complaint(
            f"The mail server cannot be used ({failure_of(error).said}).", "Check BOOKING_SMTP_URL."
        )
