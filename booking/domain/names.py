"""Texts of the house in several languages; German always stands in for a missing one."""

from typing import Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from booking.domain.declaration import Declared, Text, or_short_form

Language = Literal["de", "en", "it", "ar", "uk"]
"""The languages in which the house can have texts, by ISO 639-1."""


class Names(Declared):
    """One text in German and, where somebody has translated it, in other languages.

    A plain text is German.
    """

    de: Text = Field(description="German: always needed, it stands in for the others.")
    en: Text | None = Field(default=None, description="English.")
    it: Text | None = Field(default=None, description="Italian.")
    ar: Text | None = Field(default=None, description="Arabic.")
    uk: Text | None = Field(default=None, description="Ukrainian.")

    @model_validator(mode="before")
    @classmethod
    def _take_plain_text_as_german(cls, written: Any) -> Any:
        return {"de": written} if isinstance(written, str) else written

    @classmethod
    def __get_pydantic_json_schema__(
        cls, model: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return or_short_form(model, handler, {"type": "string", "minLength": 1})

    @property
    def texts(self) -> dict[str, str]:
        """The texts there are, by language; German first."""
        return {language: text for language, text in self if text is not None}

    def language_of(self, wanted: str) -> str:
        """The language that `in_language` answers in: the wanted one, or else German."""
        return wanted if wanted in self.texts else "de"

    def in_language(self, wanted: str) -> str:
        """The text in the wanted language, or else in German."""
        told: str | None = getattr(self, wanted) if wanted in Names.model_fields else None
        return told or self.de

    def __str__(self) -> str:
        return self.de
