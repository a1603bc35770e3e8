"""How answers leave: models that are also their description, times as RFC 3339 tells them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from litestar import Response
from pydantic import BaseModel, ConfigDict
from pydantic import WithJsonSchema as Told

from booking.domain.house import House

JSON = "application/json"
Moment = Annotated[
    str,
    Told({"type": "string", "format": "date-time", "examples": ["2027-01-12T18:00:00+01:00"]}),
]
"""An instant with the offset of the house's zone."""
DayText = Annotated[str, Told({"type": "string", "format": "date"})]


class Answer(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, validate_by_name=True)


def moment(instant: datetime, house: House) -> str:
    """The instant as the wall clock of the house shows it: `2027-01-12T18:00:00+01:00`."""
    return house.wall_clock.local(instant).isoformat()


def answer(
    content: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    """The finished answer, written in the thread of the handler."""
    return Response(
        content.model_dump_json(by_alias=True).encode(),
        status_code=status,
        media_type=JSON,
        headers=dict(headers or {}),
    )
