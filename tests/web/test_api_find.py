"""Asking where and when a weekly wish fits best."""

from datetime import date, datetime
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_confirmed, weekly
from tests.web.enquiry_bodies import a_wish

Client = TestClient[Litestar]
ENGLISH = {"accept-language": "en"}


def a_search(**more: object) -> dict[str, Any]:
    """Two hours on a Tuesday evening of January in Saal B."""
    search = {
        "date": "2027-01-12",
        "until": "2027-01-26",
        "minutes": 120,
        "rooms": ["saal-b"],
        "weekdays": [1],
        "earliest": "18:00",
        "latest": "20:30",
    }
    return {name: given for name, given in (search | more).items() if given is not ...}


def test_the_best_slots_come_first(client: Client, books: Books, now: datetime) -> None:
    earlier = weekly(date(2027, 1, 19))
    a_confirmed(books, now, "saal-b", begin="16:00", end="17:45", series=earlier)
    answer = client.post("/api/find", json=a_search())
    assert answer.status_code == 200
    told = [("18:15", "20:15", 3), ("18:30", "20:30", 3), ("18:00", "20:00", 1)]
    assert answer.json() == {
        "slots": [
            {"room": "saal-b", "weekday": 1, "begin": begin, "end": end, "free": n, "total": 3}
            for begin, end, n in told
        ]
    }


def test_all_that_may_be_anything_can_be_left_out_or_null(empty_house: Client) -> None:
    narrow = ("rooms", "weekdays", "earliest", "latest")
    left_out = a_search(**dict.fromkeys(narrow, ...))
    nothing = dict.fromkeys(("persons", "activity", "seating", *narrow))
    answers = [
        empty_house.post("/api/find", json=body).json() for body in (left_out, left_out | nothing)
    ]
    assert answers[0] == answers[1]
    assert len(answers[0]["slots"]) == 20


def test_holidays_are_left_out_if_wished(empty_house: Client) -> None:
    easter = {"date": "2027-03-16", "until": "2027-04-06", "latest": "20:00"}
    skip = ["school_holidays", "public_holidays"]
    for search, total in ((a_search(**easter), 4), (a_search(**easter, skip=skip), 2)):
        slots = empty_house.post("/api/find", json=search).json()["slots"]
        assert [slot["total"] for slot in slots] == [total]


@pytest.mark.parametrize("room", ["beratung-1", "ballsaal"])
def test_hidden_and_unknown_rooms_are_not_found(empty_house: Client, room: str) -> None:
    answer = empty_house.post("/api/find", json=a_search(rooms=["saal-b", room]))
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("wrong", "pointer", "sentence"),
    [
        ({"date": ...}, "/date", "Please fill this in."),
        ({"until": "2028-03-01"}, "/until", "Please ask for at most 400 days at once."),
        ({"minutes": 0}, "/minutes", "This must be at least 1."),
        ({"minutes": 50}, "/minutes", "This must be a multiple of 15."),
        ({"minutes": 15}, "/minutes", "This must be at least 30."),
        ({"minutes": "120"}, "/minutes", "This must be a whole number, without quotes."),
        ({"weekdays": [7]}, "/weekdays/0", "This must be at most 6."),
        ({"weekdays": []}, "/weekdays", "Please name at least one."),
        (
            {"latest": "19:00"},
            "/latest",
            "There must be at least 120 minutes before this time.",
        ),
        ({"earliest": "25:00"}, "/earliest", None),
        ({"activity": "schach"}, "/activity", None),
        ({"skip": ["rain"]}, "/skip/0", None),
        ({"wish": 1}, "/wish", "There is no such field. Please leave it out."),
    ],
)
def test_a_search_that_cannot_be_is_refused_in_words(
    empty_house: Client, wrong: dict[str, object], pointer: str, sentence: str | None
) -> None:
    answer = empty_house.post("/api/find", json=a_search(**wrong), headers=ENGLISH)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["pointer"] == pointer
    assert sentence in (None, error["detail"])


def test_a_taken_date_is_answered_with_other_times_and_rooms(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    verdict = client.post("/api/check", json=a_wish(activity="tanz")).json()
    [taken] = verdict["occurrences"]
    assert [(each["room"], each["start"][11:16]) for each in taken["alternatives"]] == [
        ("saal-b", "15:30"),
        ("saal-b", "15:00"),
        ("saal-b", "14:30"),
        ("bewegungsraum", "18:00"),
        ("saal-a", "18:00"),
    ]
