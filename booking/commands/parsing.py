"""What the commands' options have in common."""

import argparse
from typing import TypeAlias

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Options: TypeAlias = argparse.Namespace


def mail_address(text: str) -> str:
    """An option that is a mail address; argparse says so if it is none."""
    name, at, host = text.strip().partition("@")
    if not (name and at and host) or "@" in host or any(letter.isspace() for letter in text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a mail address")
    return text.strip()


def port_number(text: str) -> int:
    """An option that is a TCP port."""
    return _number_between(text, 0, 65535)


def row_number(text: str) -> int:
    """An option that is a number from a list."""
    return _number_between(text, 1, 2**31 - 1)


def at_least_one(text: str) -> int:
    """An option that counts something there must be."""
    return _number_between(text, 1, 64)


def _number_between(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least} to {most}")
    return int(text)
