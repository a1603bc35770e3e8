"""`booking people`: accounts for staff and caretakers. Associations need none."""

import getpass
import sys

from argon2 import PasswordHasher

from booking.commands.faults import Failed
from booking.commands.parsing import Options, Subparsers, mail_address, name, phone_number
from booking.config import Config
from booking.domain.people import Role
from booking.opening import opened_books, utc_now
from booking.services.sign_in import add_account, disable_account


def add_to(commands: Subparsers) -> None:
    """The commands and their options."""
    people = commands.add_parser("people", help="add and disable accounts")
    deeds = people.add_subparsers(title="commands", metavar="COMMAND", required=True)
    adding = deeds.add_parser("add", help="add an account, or give it a new password and role")
    adding.add_argument("email", type=mail_address, metavar="EMAIL")
    adding.add_argument("--role", required=True, choices=[role.value for role in Role])
    adding.add_argument("--name", type=name, default="", metavar="N", help="as others see it")
    adding.add_argument(
        "--phone", type=phone_number, metavar="P", help="where staff reach a caretaker"
    )
    adding.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    adding.set_defaults(deed=add)
    disabling = deeds.add_parser("disable", help="shut an account and end its sessions")
    disabling.add_argument("email", type=mail_address, metavar="EMAIL")
    disabling.set_defaults(deed=disable)


def add(options: Options) -> None:
    """Adds the account; one that is there gets the new password, and its sessions end."""
    password = read_password() if options.password_stdin else ask_password()
    role = Role(options.role)
    with opened_books(Config()) as books:
        database, hasher = books.database, PasswordHasher()
        told, now = (options.email, options.name), utc_now()
        add_account(database, hasher, *told, role, password, now, options.phone or "")
    print(f"{options.email} can sign in now ({role}).")


def disable(options: Options) -> None:
    """Shuts the account; what it opened by other ways is told, for that is shut elsewhere."""
    with opened_books(Config()) as books:
        disable_account(books.database, options.email, utc_now())
    print(
        f"{options.email} cannot sign in any more. Calendar addresses and tokens stay as they"
        " are: see `booking feeds list` and `booking tokens list`."
    )


def read_password() -> str:
    """One line, for scripts."""
    return sys.stdin.readline().rstrip("\r\n")


def ask_password() -> str:
    """Asked for twice, because nobody sees what they type."""
    if not sys.stdin.isatty():
        raise Failed("There is no terminal to ask for a password on. Use --password-stdin.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise Failed("The two passwords are not the same. Nothing was changed.")
    return password
