"""What the commands' options have in common."""

import argparse
import re
from typing import NoReturn, TypeAlias

from booking.domain.feed_options import FARTHEST_AHEAD, FARTHEST_BACK

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Options: TypeAlias = argparse.Namespace


class Parser(argparse.ArgumentParser):
    """Wrong usage is told like every other fault: in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with 2."""
        self.exit(2, f"booking: {message}. See: {self.prog} --help\n")


def mail_address(text: str) -> str:
    """An option that is a mail address; argparse says so if it is none."""
    name, at, host = text.strip().partition("@")
    if not (name and at and host) or "@" in host or any(letter.isspace() for letter in text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a mail address")
    return text.strip()


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
