"""Addresses that a form may send people to: below this house and nowhere else."""

import re
from urllib.parse import urlsplit

_ODD = re.compile(r"[^\x21-\x7e]|\\")
"""Browsers drop or turn these: `/\\evil.example` and `/<tab>/evil.example` leave the house."""


def local_path(wanted: str) -> str | None:
    """The wanted address if it is a path of this house (RFC 3986, section 4.2), else None."""
    if not wanted.startswith("/") or wanted.startswith("//") or _ODD.search(wanted):
        return None
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else wanted
