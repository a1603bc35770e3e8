"""What the commands' options have in common."""

import argparse
import re
from typing import NoReturn, TypeAlias

from booking.domain.clean_text import clean_line
from booking.domain.feed_options import FARTHEST_AHEAD, FARTHEST_BACK

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Options: TypeAlias = argparse.Namespace

LONGEST_NAME = 200
"""Characters, as in the forms of the pages."""
LONGEST_ADDRESS = 254
"""RFC 5321, section 4.5.3.1."""


class Parser(argparse.ArgumentParser):
    """Wrong usage is told like every other fault: in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with 2."""
        self.exit(2, f"booking: {message}. See: {self.prog} --help\n")


def mail_address(text: str) -> str:
    """An option that is a mail address; argparse says so if it is none."""
    person, at, host = text.strip().partition("@")
    if not (person and at and host) or "@" in host or any(letter.isspace() for letter in text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a mail address")
    if len(text) > LONGEST_ADDRESS:
        raise argparse.ArgumentTypeError(f"an address has at most {LONGEST_ADDRESS} characters")
    return text.strip()


def name(text: str) -> str:
    """An option that is a name; pages and lists show it in one line."""
    cleaned = clean_line(text)
    if len(cleaned) > LONGEST_NAME:
        raise argparse.ArgumentTypeError(f"a name has at most {LONGEST_NAME} characters")
    return cleaned


def phone_number(text: str) -> str:
    """An option that is a telephone number; argparse says so if it is none."""
    number = " ".join(text.split())
    if not re.fullmatch(r"\+?[0-9][0-9 ()/.-]{2,28}[0-9]", number):
        raise argparse.ArgumentTypeError(f"{text!r} is not a telephone number")
    return number


def port_number(text: str) -> int:
    """An option that is a TCP port."""
    return _number_between(text, 0, 65535)


def row_number(text: str) -> int:
    """An option that is a number from a list."""
    return _number_between(text, 1, 2**31 - 1)


def days_back(text: str) -> int:
    """An option that says how many days a feed looks back."""
    return _number_between(text, 0, FARTHEST_BACK)


def days_ahead(text: str) -> int:
    """An option that says how many days a feed looks ahead."""
    return _number_between(text, 0, FARTHEST_AHEAD)


def at_least_one(text: str) -> int:
    """An option that counts something there must be."""
    return _number_between(text, 1, 64)


def _number_between(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least} to {most}")
    return int(text)
