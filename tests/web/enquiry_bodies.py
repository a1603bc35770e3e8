"""Bodies of calls to the API, with defaults: name only what the test is about."""

from typing import Any

from tests.builders import CHOIR


def a_wish(**more: object) -> dict[str, Any]:
    """Tuesday evening in Saal B, once, by the choir of `tests.builders`."""
    wish = {
        "room": "saal-b",
        "date": "2027-01-12",
        "begin": "18:00",
        "end": "20:00",
        "title": "Chorprobe",
        "association": {"name": CHOIR.name, "contact": CHOIR.contact, "email": CHOIR.email},
    }
    return {name: given for name, given in (wish | more).items() if given is not ...}


def weekly(until: str, **more: object) -> dict[str, object]:
    """A recurrence for every week, until this day such as `20270126`."""
    return {"rrule": f"FREQ=WEEKLY;UNTIL={until}", **more}
