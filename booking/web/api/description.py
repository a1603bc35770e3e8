"""`/api` and `/api/openapi.json`: the interface described, for people and for programs."""

import json

from litestar import Response

from booking.web.api.answers import JSON
from booking.web.api.openapi import document
from booking.web.api.operations import OPERATIONS
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.templating import render
from booking.words.refusals import explain_to_program, explained_codes


@page("/openapi.json")
def show_openapi(request: Asker) -> Response[bytes]:
    """The OpenAPI document."""
    state = request.app.state
    told = document(state.house.name, state.base_url)
    return Response(json.dumps(told, ensure_ascii=False).encode(), media_type=JSON)


@page("/")
def show_description(request: Asker) -> Response[bytes]:
    """The same as a page: every operation, and every code that a problem can have."""
    state = request.app.state
    told = document(state.house.name, state.base_url)
    words = words_of(request)
    problems = {code: explain_to_program(code, words) for code in explained_codes()}
    return render(
        request,
        "api/description.html",
        {"operations": OPERATIONS, "schemas": told["components"]["schemas"], "problems": problems},
    )


DESCRIPTION = [show_openapi, show_description]
