"""The command line: `booking`, or `python -m booking`.

Every fault is one clear sentence on standard error, never a traceback: exit 2 for wrong
usage, 1 for a deed that was refused or failed.
"""

import os
import sys
from collections.abc import Sequence

from booking.commands import (
    backup,
    doctor,
    feeds,
    importing,
    jobs,
    migrate,
    people,
    rooms,
    serve,
    tokens,
)
from booking.commands.faults import WrongUsage, sentence_of
from booking.commands.parsing import Parser
from booking.store.faults import telling_database_faults

GROUPS = (serve, migrate, rooms, people, tokens, feeds, importing, jobs, backup, doctor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Does one command and returns its exit status."""
    try:
        with telling_database_faults():
            do(arguments)
    except KeyboardInterrupt:
        return 130
    except Exception as fault:  # the last door: nobody shall see a traceback
        if sys.flags.dev_mode:
            raise
        print(f"booking: {sentence_of(fault)}", file=sys.stderr)
        return 2 if isinstance(fault, WrongUsage) else 1
    return 0


def do(arguments: Sequence[str] | None) -> None:
    """Does the deed that the words ask for, until all it has to say is written."""
    try:
        options = build_parser().parse_args(arguments)
        options.deed(options)
    finally:
        say_what_is_left()


def say_what_is_left() -> None:
    """Here a full disk or a reader that has gone is still told in a sentence; at its own end the
    interpreter would try again, and complain in its own way."""
    try:
        print(end="", flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def build_parser() -> Parser:
    """The parser with every command; each brings the function `deed` that does it."""
    parser = Parser(
        prog="booking",
        description="Room booking for a community centre.",
        epilog="Settings are read from BOOKING_* variables and .env; see docs/operating.md.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in GROUPS:
        group.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
