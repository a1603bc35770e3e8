"""Pages are told in the languages of the house, and in no other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from booking.app import create_app
from booking.services.books import Books
from tests.web.conftest import ON_ONE_DATABASE, settings

pytestmark = ON_ONE_DATABASE


def client_of(books: Books, path: Path, now: datetime, *languages: str) -> TestClient[Litestar]:
    """Somebody at a house that speaks these languages."""
    spoken = replace(books, house=books.house.model_copy(update={"languages": languages}))
    config = settings(path / "booking.db")
    return TestClient(create_app(spoken, config, lambda: now, PasswordHasher(1, 8, 1)))


@pytest.fixture
def german(books: Books, tmp_path: Path, now: datetime) -> Iterator[TestClient[Litestar]]:
    """At a house that speaks German alone."""
    with client_of(books, tmp_path, now, "de") as client:
        yield client


def test_a_house_with_one_language_offers_no_other(german: TestClient[Litestar]) -> None:
    answer = german.get("/?lang=en", headers={"Accept-Language": "en"})
    assert '<html lang="de"' in answer.text
    assert answer.headers["content-language"] == "de"
    assert "lang=en" not in answer.text
    assert "set-cookie" not in answer.headers or "lang=" not in answer.headers["set-cookie"]


def test_a_remembered_language_that_is_gone_is_not_spoken(german: TestClient[Litestar]) -> None:
    german.cookies.set("lang", "en")
    assert '<html lang="de"' in german.get("/").text


def test_the_first_language_is_preset(books: Books, tmp_path: Path, now: datetime) -> None:
    with client_of(books, tmp_path, now, "en", "de") as client:
        assert '<html lang="en"' in client.get("/").text
        assert '<html lang="de"' in client.get("/?lang=de").text
