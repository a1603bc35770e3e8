"""`booking tokens`: secrets with which programs use the API."""

from booking.commands.faults import WrongUsage
from booking.commands.parsing import Options, Subparsers, mail_address
from booking.config import Config
from booking.opening import opened_books, utc_now
from booking.services.tokens import add_association_token, add_staff_token


def add_to(commands: Subparsers) -> None:
    """The commands and their options."""
    tokens = commands.add_parser("tokens", help="make tokens for the API")
    deeds = tokens.add_subparsers(title="commands", metavar="COMMAND", required=True)
    adding = deeds.add_parser("add", help="print a new token; it is never shown again")
    adding.add_argument("--role", required=True, choices=["staff", "association"])
    adding.add_argument(
        "--email", type=mail_address, metavar="E", help="the address of the association"
    )
    adding.add_argument(
        "--name", default="", metavar="N", help="the association, or what the token is for"
    )
    adding.set_defaults(deed=add)


def add(options: Options) -> None:
    """Prints the token alone, so that a script can take it. `WrongUsage` if an
    association is not named in full."""
    if options.role == "association" and not (options.name.strip() and options.email):
        raise WrongUsage("A token for an association needs its --name and --email.")
    with opened_books(Config()) as books:
        if options.role == "association":
            print(add_association_token(books, options.name, options.email, utc_now()))
        else:
            print(add_staff_token(books, options.name, utc_now()))
