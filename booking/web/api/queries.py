"""What the address of a call says after its question mark, and in its headers."""

import re
from datetime import date

from pydantic_core import PydanticCustomError

from booking.domain.filters import Filter
from booking.domain.house import House
from booking.domain.refusals import BadInput
from booking.domain.statuses import Status
from booking.web.api.fields import read_day
from booking.web.problems import FieldFaults
from booking.web.requests import Asker

LAST_PAGE = 1_000_000
KEY_HEADER = "Idempotency-Key"
KEY_PATTERN = "[!-~]{1,200}"  # visible ASCII


def read_range(request: Asker) -> tuple[date, date]:
    """`start` and `end` (exclusive) of a look at a room. Raises `FieldFaults`."""
    faults: list[BadInput] = []
    start, end = (_find_day(request, name, faults) for name in ("start", "end"))
    if start is None or end is None:
        names = [name for name in ("start", "end") if not request.query_params.get(name)]
        raise FieldFaults([*faults, *(BadInput(f"/{name}", "missing") for name in names)])
    return start, end


def read_filter(request: Asker, house: House) -> Filter:
    """Which bookings staff want to see. Raises `FieldFaults`."""
    given, faults = request.query_params, list[BadInput]()
    status, room = given.get("status"), given.get("room") or None
    if status and status not in list(Status):
        faults.append(BadInput("/status", "not_a_choice", expected=", ".join(Status)))
    if room and house.find_room(room) is None:
        faults.append(BadInput("/room", "unknown_room"))
    first, until = (_find_day(request, name, faults) for name in ("start", "end"))
    if faults:
        raise FieldFaults(faults)
    return Filter(Status(status) if status else None, room, first, until)


def read_page(request: Asker) -> int:
    """The page to show, from 1. Raises `BadInput`."""
    written = request.query_params.get("page") or "1"
    if not (written.isascii() and written.isdecimal() and len(written) < 9):
        raise BadInput("/page", "bad_page")
    if not 1 <= int(written) <= LAST_PAGE:
        raise BadInput("/page", "bad_page")
    return int(written)


def find_key(request: Asker) -> str | None:
    """The Idempotency-Key, if there is one. Raises `BadInput`."""
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    key = key.strip()
    if not re.fullmatch(KEY_PATTERN, key):
        raise BadInput(f"/{KEY_HEADER}", "bad_key")
    return key


def _find_day(request: Asker, name: str, faults: list[BadInput]) -> date | None:
    written = request.query_params.get(name)
    if not written:
        return None
    try:
        return read_day(written)
    except PydanticCustomError as error:
        faults.append(BadInput(f"/{name}", error.type))
        return None
