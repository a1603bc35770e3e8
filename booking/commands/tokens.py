"""`booking tokens`: secrets with which programs use the API."""

from booking.commands.faults import WrongUsage
from booking.commands.parsing import Options, Subparsers, mail_address, name, row_number
from booking.commands.since import since
from booking.config import Config
from booking.opening import opened_books, utc_now
from booking.services.tokens import (
    add_association_token,
    add_staff_token,
    list_api_tokens,
    revoke_api_token,
)


def add_to(commands: Subparsers) -> None:
    """The commands and their options."""
    tokens = commands.add_parser("tokens", help="make, list and revoke tokens for the API")
    deeds = tokens.add_subparsers(title="commands", metavar="COMMAND", required=True)
    adding = deeds.add_parser("add", help="print a new token; it is never shown again")
    adding.add_argument("--role", required=True, choices=["staff", "association"])
    adding.add_argument(
        "--email", type=mail_address, metavar="E", help="the address of the association"
    )
    adding.add_argument(
        "--name",
        type=name,
        default="",
        metavar="N",
        help="the association, or what the token is for",
    )
    adding.set_defaults(deed=add)
    deeds.add_parser("list", help="number, role, name and date of each").set_defaults(deed=show)
    revoking = deeds.add_parser("revoke", help="end a token for good")
    revoking.add_argument("number", type=row_number, metavar="NUMBER", help="see the list")
    revoking.set_defaults(deed=revoke)


def add(options: Options) -> None:
    """Prints the token alone, so that a script can take it. `WrongUsage` if an
    association is not named in full, or an address is told that staff's token has not."""
    if options.role == "association" and not (options.name.strip() and options.email):
        raise WrongUsage("A token for an association needs its --name and --email.")
    if options.role == "staff" and options.email:
        raise WrongUsage("--email belongs to associations. A token of staff has a --name.")
    with opened_books(Config()) as books:
        if options.role == "association":
            print(add_association_token(books, options.name, options.email, utc_now()))
        else:
            print(add_staff_token(books, options.name, utc_now()))


def show(_: Options) -> None:
    """One line for each token; what opens the door stands in none of them."""
    with opened_books(Config()) as books:
        for one in list_api_tokens(books, utc_now()):
            role = one.purpose.removesuffix("_api")
            print(f"{one.id}  {role}  {one.name or '-'}  {since(one.created_at, one.revoked_at)}")


def revoke(options: Options) -> None:
    """Ends the token. Raises `NotFound`."""
    with opened_books(Config()) as books:
        revoke_api_token(books, options.number, utc_now())
    print(f"Token {options.number} opens nothing any more.")
