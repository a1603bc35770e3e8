"""References of bookings as people and programs write them, in addresses and in bodies."""

import re

from booking.domain.refusals import NotFound

_REFERENCE = re.compile(r"[0-9A-Z-]{1,20}")


def as_written(reference: str) -> str:
    """The reference as the house writes it, in capitals; raises `NotFound` for what no
    booking is ever called."""
    written = reference.upper()
    if not _REFERENCE.fullmatch(written):
        raise NotFound(what="booking", reference=reference)
    return written
