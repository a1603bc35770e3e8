"""The room file as JSON Schema, for editors that complete and check while one types."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import NullableSchema

from booking.domain.contradictions import Path
from booking.domain.house import House

Schema = dict[str, Any]


def house_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of the room file; a new dict each time.

    It knows every key and form. What only the whole file can tell, such as a space
    that no room uses, is left to `booking rooms check`.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **House.model_json_schema(schema_generator=_WithoutNull),
        "title": "The house: rooms, hours and rules",
    }


def find_known_keys(path: Path) -> list[str]:
    """The keys that the file may have at a path, in the order of their declaration."""
    forms = list(_forms(_schema()))
    for step in path:
        forms = [inner for form in forms for inner in _forms(_inside(form, step))]
    return [key for form in forms for key in form.get("properties", {})]


class _WithoutNull(GenerateJsonSchema):
    """An optional key is left out, never written without a value."""

    def nullable_schema(self, schema: NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


@cache
def _schema() -> Schema:
    return house_schema()


def _forms(schema: Schema) -> Iterator[Schema]:
    """A schema and everything it may stand for."""
    yield schema
    if "$ref" in schema:
        yield from _forms(_schema()["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    for option in schema.get("anyOf", ()):
        yield from _forms(option)


def _inside(schema: Schema, step: str | int) -> Schema:
    """What a schema says of one key, or of the items of a list."""
    if isinstance(step, int):
        items: Schema = schema.get("items", {})
        return items
    named: Schema = schema.get("properties", {})
    any_name: Schema = next(iter(schema.get("patternProperties", {}).values()), {})
    further: Schema = named.get(step, any_name)
    return further
