"""Proving an e-mail address: what a proof is for, how long it holds, how it is refused.

Nobody has a password. Whoever can read the mail sent to an address has proven that it is
theirs, by the code in it or by its link. The device on which they did so is known for a while.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from booking.domain.refusals import Refusal

CODE_LASTS = timedelta(minutes=60)
LINK_LASTS = timedelta(hours=48)
DEVICE_LASTS = timedelta(days=90)
CODE_DIGITS = 6
MOST_TRIES = 5
"""With one code; then a new one is needed."""


class ProofPurpose(StrEnum):
    """What an address is proven for."""

    ENQUIRY = "enquiry"
    """To send an enquiry; its mail brings a link, too."""
    MY_BOOKINGS = "my_bookings"
    """To see all bookings of the address."""


class WrongCode(Refusal):
    """This code proves nothing, or not any more. Facts: `left`, how many tries are left."""

    code = "wrong_code"


@dataclass(frozen=True, slots=True)
class Proven:
    """An address that was just proven, and the device on which it was. The secret goes into
    the browser's cookie and nowhere else."""

    email: str
    secret: str
    expires_at: datetime
