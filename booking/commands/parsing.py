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
