"""For programs that watch over the house: is it alive, and how much is in its books?

Nothing here is about anybody; the numbers are the same that a glance at the plan gives.
"""

from collections.abc import Mapping
from typing import Any

from litestar import Response

from booking.domain.statuses import Status
from booking.services import health
from booking.web.csrf import NO_CSRF
from booking.web.dependencies import TheBooks, TheMoment
from booking.web.pages import page

METRICS_TYPE = "text/plain; version=0.0.4"
"""The text format of Prometheus; the charset is added on the way out."""


@page("/healthz", opt=NO_CSRF)
def show_health(books: TheBooks) -> Response[Any]:
    """200 if this process and its database answer, otherwise 503."""
    if health.is_answering(books):
        return Response({"status": "ok", "database": "ok"})
    return Response({"status": "failing", "database": "failing"}, status_code=503)


@page("/metrics", opt=NO_CSRF)
def show_metrics(books: TheBooks, now: TheMoment) -> Response[bytes]:
    """Numbers for Prometheus; if the database fails, `booking_up` alone says so."""
    if not health.is_answering(books):
        return _metrics(["booking_up 0"])
    counted = health.count_occurrences(books, now)
    return _metrics(["booking_up 1", *_lines(counted)])


def _lines(counted: Mapping[Status, int]) -> list[str]:
    return [
        "# HELP booking_occurrences Dates of bookings by status.",
        "# TYPE booking_occurrences gauge",
        *(f'booking_occurrences{{status="{status}"}} {n}' for status, n in counted.items()),
    ]


def _metrics(lines: list[str]) -> Response[bytes]:
    header = ["# HELP booking_up Whether the database answers.", "# TYPE booking_up gauge"]
    text = "\n".join([*header, *lines, ""])
    return Response(text.encode(), media_type=METRICS_TYPE)


HEALTH = [show_health, show_metrics]
