"""The interface as an OpenAPI 3.1 document, drawn from the table of operations and the
models that read bodies and write answers."""

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from booking.web.api.calls import Caller
from booking.web.api.operations import OPERATIONS, Operation, Parameter
from booking.web.api.problem_answers import Problem
from booking.web.problems import MEDIA_TYPE

Mode = Literal["validation", "serialization"]
VERSION = "1.0"
_ALWAYS = (503,)
_WITH_TOKEN = {
    Caller.ANYBODY: (401,),  # a token that opens nothing is refused even where none is needed
    Caller.ASSOCIATION: (401,),
    Caller.STAFF: (401, 403),
}


@cache
def document(house: str, base_url: str) -> dict[str, Any]:
    """The whole document for a house of this name at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{house}: rooms",
            "version": VERSION,
            "description": "Rooms, enquiries and bookings. Wishes are told in wall-clock time of"
            " the house, times in answers are RFC 3339 with offset.",
        },
        "servers": [{"url": base_url}],
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _paths() -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method] = _operation(one)
    return paths


def _operation(one: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.summary,
        "description": f"For: {one.caller}.",
        "security": [{}, {"token": []}] if one.caller is Caller.ANYBODY else [{"token": []}],
        "parameters": [_parameter(each) for each in one.parameters],
        "responses": {
            str(one.status): _content("application/json", one.answer, HTTPStatus(one.status)),
            **{str(status): _problem(one, status) for status in _refusals(one)},
        },
    }
    if one.body is not None:
        told["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _reference(one.body)}},
        }
    return told


def _refusals(one: Operation) -> list[int]:
    return sorted({*_ALWAYS, *_WITH_TOKEN[one.caller], *one.refusals, *one.problems})


def _problem(one: Operation, status: int) -> dict[str, Any]:
    return _content(MEDIA_TYPE, one.problems.get(status, Problem), HTTPStatus(status))


def _content(media_type: str, model: type[BaseModel], status: HTTPStatus) -> dict[str, Any]:
    return {
        "description": status.phrase,
        "content": {media_type: {"schema": _reference(model)}},
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": one.place,
        "required": one.required,
        "description": one.description,
        "schema": dict(one.schema),
    }


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _schemas() -> dict[str, Any]:
    wanted = list(dict.fromkeys(_models()))
    _, found = models_json_schema(wanted, ref_template="#/components/schemas/{model}")
    schemas: dict[str, Any] = found["$defs"]
    return schemas


def _models() -> Iterator[tuple[type[BaseModel], Mode]]:
    yield Problem, "serialization"
    for one in OPERATIONS:
        yield one.answer, "serialization"
        for problem in one.problems.values():
            yield problem, "serialization"
        if one.body is not None:
            yield one.body, "validation"
