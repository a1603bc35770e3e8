"""Asking what would come of a wish."""

from datetime import date, datetime
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_confirmed, a_request
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.enquiry_bodies import a_wish, weekly

Client = TestClient[Litestar]
Headers = dict[str, str]
GERMAN, ENGLISH = {"accept-language": "de"}, {"accept-language": "en"}


def check(client: Client, **more: object) -> dict[str, Any]:
    """The verdict on a wish."""
    answer = client.post("/api/check", json=a_wish(**more))
    assert answer.status_code == 200
    return dict(answer.json())


def words(client: Client, **more: object) -> list[str]:
    """The word for each date of a wish."""
    return [one["verdict"] for one in check(client, **more)["occurrences"]]


def errors(client: Client, **more: object) -> dict[str, str]:
    """What is wrong with a wish, by pointer, in English."""
    answer = client.post("/api/check", json=a_wish(**more), headers=ENGLISH)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["status"] == 422
    return {error["pointer"]: error["detail"] for error in answer.json()["errors"]}


def test_a_free_date_is_told_in_full(empty_house: Client) -> None:
    assert check(empty_house, association=..., title=...) == {
        "occurrences": [
            {
                "date": "2027-01-12",
                "start": "2027-01-12T18:00:00+01:00",
                "end": "2027-01-12T20:00:00+01:00",
                "occupied_start": "2027-01-12T17:45:00+01:00",
                "occupied_end": "2027-01-12T20:15:00+01:00",
                "rooms": [
                    {
                        "room": "saal-b",
                        "occupied_start": "2027-01-12T17:45:00+01:00",
                        "occupied_end": "2027-01-12T20:15:00+01:00",
                    }
                ],
                "verdict": "free",
                "findings": [],
                "alternatives": [],
            }
        ],
        "bookable": 1,
        "total": 1,
        "pauses": [],
    }


@ON_ONE_DATABASE
def test_nothing_is_stored(client: Client, books: Books, staff_token: Headers) -> None:
    check(client)
    assert client.get("/api/bookings", headers=staff_token).json()["total"] == 0


def test_eighteen_stays_eighteen_in_summer(empty_house: Client) -> None:
    dates = check(empty_house, recurrence=weekly("20270406"))["occurrences"]
    assert {one["start"][10:] for one in dates} == {"T18:00:00+01:00", "T18:00:00+02:00"}


def test_a_first_date_that_falls_into_a_pause_is_told(empty_house: Client) -> None:
    skip = ["public_holidays", "school_holidays"]
    recurrence = {"rrule": "FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20270406", "skip": skip}
    verdict = check(empty_house, date="2027-03-29", recurrence=recurrence)
    told = [(one["date"], one["skip"], one["text"]) for one in verdict["pauses"]]
    assert told == [
        ("2027-03-29", "public_holidays", "Ostermontag"),
        ("2027-03-30", "school_holidays", "Osterferien"),
    ]
    assert [one["date"] for one in verdict["occurrences"]] == ["2027-04-05", "2027-04-06"]


def test_each_date_has_its_word(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    a_request(books, now, day=date(2027, 1, 19))
    verdict = check(client, recurrence=weekly("20270126"))
    assert [one["verdict"] for one in verdict["occurrences"]] == ["taken", "asked_for", "free"]
    assert (verdict["bookable"], verdict["total"]) == (2, 3)
    assert words(client, date="2026-12-24") == ["closed"]
    assert words(client, room="foyer", persons=51) == ["refused"]


@ON_ONE_DATABASE
def test_a_finding_tells_what_to_do_and_never_who(
    client: Client, books: Books, now: datetime, staff_token: Headers
) -> None:
    a_confirmed(books, now)
    (taken,) = check(client)["occurrences"]
    assert taken["findings"] == [
        {
            "rule": "taken",
            "severity": "block",
            "room": "saal-b",
            "text": "Saal B ist zu dieser Zeit belegt."
            " Bitte wählen Sie eine andere Zeit oder einen anderen Raum.",
        }
    ]


def test_a_taken_date_has_alternatives_that_are_free(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, "saal")
    a_confirmed(books, now, "foyer")
    (taken,) = check(client, activity="treffen")["occurrences"]
    others = [one for one in taken["alternatives"] if one["room"] != "saal-b"]
    assert [one["room"] for one in others] == ["seminar-1", "bewegungsraum"]
    for one in taken["alternatives"]:
        day, begin, end = one["start"][:10], one["start"][11:16], one["end"][11:16]
        assert words(client, room=one["room"], date=day, begin=begin, end=end) == ["free"]


def test_rooms_wanted_together_are_weighed_together(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, "kueche")
    (date,) = check(client, room=..., rooms=["saal-b", "kueche"])["occurrences"]
    assert date["verdict"] == "taken"
    assert [one["room"] for one in date["findings"]] == ["kueche"]
    assert (date["occupied_start"][11:16], date["occupied_end"][11:16]) == ("17:45", "20:45")


def test_a_time_that_the_clocks_leave_out_has_no_instants(empty_house: Client) -> None:
    (date,) = check(empty_house, date="2027-03-28", begin="01:30", end="02:30")["occurrences"]
    assert (date["start"], date["verdict"]) == (None, "refused")
    assert "no_such_time" in [one["rule"] for one in date["findings"]]


@pytest.mark.parametrize("room", ["beratung-1", "keller", "%", "\u0000x"])
def test_hidden_and_unknown_rooms_are_the_same_to_outsiders(empty_house: Client, room: str) -> None:
    answer = empty_house.post("/api/check", json=a_wish(room=room))
    assert answer.status_code == 404
    assert answer.json()["type"] == "/api#not_found"


@ON_ONE_DATABASE
def test_staff_may_check_a_hidden_room(client: Client, staff_token: Headers) -> None:
    wish = a_wish(room="beratung-1", date="2027-01-13", begin="10:00", end="12:00")
    answer = client.post("/api/check", json=wish, headers=staff_token)
    assert [one["verdict"] for one in answer.json()["occurrences"]] == ["free"]


def test_a_token_that_opens_nothing_is_refused_and_not_overlooked(empty_house: Client) -> None:
    for header in ("Bearer wrong", "Bearer ", "Basic abc", "Bearer ä\u00ff"):
        headers = {"authorization": header.encode("latin-1")}
        answer = empty_house.post("/api/check", json=a_wish(), headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_all_that_is_wrong_is_told_at_once(empty_house: Client) -> None:
    association = {"name": "", "contact": 5, "email": "nobody", "language": "xx", "fax": ""}
    assert errors(
        empty_house,
        date="2027-02-31",
        begin="18.00",
        persons="24",
        public_title=1,
        setup_minutes=1.5,
        teardown_minutes=721,
        activity="fliegen",
        seating="kopfstand",
        on_conflict="fight",
        association=association,
        recurrence={"rrule": "FREQ=SECONDLY", "except_dates": "2027-01-19", "skip": ["rain"]},
        **{"a/b~c": 1},
    ) == {
        "/date": "There is no such day. Please check the date.",
        "/begin": "Please give a time such as 18:00; the end of the day is 24:00.",
        "/recurrence/rrule": "“FREQ=SECONDLY” is not taken here. Possible are FREQ=DAILY, WEEKLY"
        " or MONTHLY with INTERVAL, BYDAY, BYMONTHDAY (1 to 28), and COUNT or UNTIL.",
        "/recurrence/except_dates": "This must be a list.",
        "/recurrence/skip/0": "Please take one of these: public_holidays, school_holidays.",
        "/public_title": "This must be true or false, without quotes.",
        "/activity": "The house knows no such activity. Known are: beratung, treffen, kurs, tanz,"
        " gesang, trommeln, toepfern, kochen, empfang, ausstellung, feier, veranstaltung.",
        "/persons": "This must be a whole number, without quotes.",
        "/seating": "The house knows no such seating. Known are: none, rows, tables, ushape,"
        " circle, work.",
        "/setup_minutes": "This must be a whole number, without quotes.",
        "/teardown_minutes": "This must be at most 720.",
        "/on_conflict": "Please take one of these: skip, wait, fail.",
        "/association/name": "Please fill this in.",
        "/association/contact": "This must be a text.",
        "/association/email": "Please give a mail address such as name@example.org.",
        "/association/language": "Please take one of these: de, en, it, ar, uk.",
        "/association/fax": "There is no such field. Please leave it out.",
        "/a~1b~0c": "There is no such field. Please leave it out.",
    }


@pytest.mark.parametrize(
    ("wrong", "pointer", "sentence"),
    [
        ({"end": "18:00"}, "/end", "The end (18:00) must come after the begin (18:00)."),
        ({"rooms": ["saal-b"]}, "", "Please name either one room or several rooms, not both."),
        ({"room": ...}, "", "Please name either one room or several rooms, not both."),
        ({"room": ..., "rooms": []}, "/rooms", "Please name at least one."),
        ({"room": ..., "rooms": ["foyer"] * 11}, "/rooms", "Please name at most 10."),
        (
            {"room": ..., "rooms": ["foyer", "foyer"]},
            "/rooms",
            "A room is named twice. Please name each room once.",
        ),
        (
            {"room": ..., "rooms": ["saal", "saal-a"]},
            "/rooms",
            "saal and saal-a share a part of the house. Please name only one of them.",
        ),
        ({"title": "x" * 201}, "/title", "Please write at most 200 characters."),
        ({"notes": "x" * 10_001}, "/notes", "Please write at most 10000 characters."),
        ({"persons": 0}, "/persons", "This must be at least 1."),
        ({"persons": True}, "/persons", "This must be a whole number, without quotes."),
        ({"persons": 10**30}, "/persons", "This must be at most 100000."),
        (
            {"date": "0001-01-01"},
            "/date",
            "Please give a day as year-month-day, such as 2027-01-14.",
        ),
        (
            {"date": "9999-12-31"},
            "/date",
            "Please give a day as year-month-day, such as 2027-01-14.",
        ),
        ({"date": 20270112}, "/date", "Please give a day as year-month-day, such as 2027-01-14."),
        ({"association": []}, "/association", "This must be an object with named fields."),
    ],
)
def test_what_cannot_be_is_refused(
    empty_house: Client, wrong: dict[str, object], pointer: str, sentence: str
) -> None:
    assert errors(empty_house, **wrong) == {pointer: sentence}


@pytest.mark.parametrize(
    ("rrule", "more", "sentence"),
    [
        (
            "often",
            {},
            "The rule cannot be read at “OFTEN”. Please write it as in FREQ=WEEKLY;COUNT=10.",
        ),
        ("FREQ=WEEKLY;COUNT=0", {}, "“COUNT=0” cannot be right in a rule."),
        (
            "FREQ=WEEKLY;COUNT=2;COUNT=3",
            {},
            "COUNT stands twice in the rule. Please write it once.",
        ),
        ("FREQ=WEEKLY", {}, "A series must end. Please add COUNT or UNTIL."),
        (
            "FREQ=WEEKLY;COUNT=2;UNTIL=20270301",
            {},
            "COUNT and UNTIL both end the series. Please write only one of them.",
        ),
        (
            "FREQ=WEEKLY;UNTIL=20270101",
            {},
            "The series ends on Friday, 1 January 2027, before its first date"
            " (Tuesday, 12 January 2027).",
        ),
        (
            "FREQ=WEEKLY;BYDAY=WE;COUNT=2",
            {},
            "The first date (Tuesday, 12 January 2027) does not fit the rule."
            " The next one that does is Wednesday, 13 January 2027.",
        ),
        (
            "FREQ=DAILY;COUNT=401",
            {},
            "A series has at most 400 dates. Please let it end earlier.",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=90000;COUNT=3",
            {},
            "The calendar ends before the series has 3 dates.",
        ),
        (
            "FREQ=WEEKLY;COUNT=1",
            {"except_dates": ["2027-01-12"]},
            "No date is left. Please check the rule and the dates that are left out.",
        ),
        ("X" * 1001, {}, "Please write at most 1000 characters."),
        (7, {}, "This must be a text."),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_in_words(
    empty_house: Client, rrule: object, more: dict[str, object], sentence: str
) -> None:
    assert errors(empty_house, recurrence={"rrule": rrule, **more}) == {
        "/recurrence/rrule": sentence
    }


def test_an_extra_date_before_the_first_is_told_at_its_field(empty_house: Client) -> None:
    recurrence = {"rrule": "FREQ=WEEKLY;COUNT=2", "extra_dates": ["2027-01-11"]}
    assert errors(empty_house, recurrence=recurrence) == {
        "/recurrence/extra_dates": "The extra date Monday, 11 January 2027 lies before the"
        " first date (Tuesday, 12 January 2027)."
    }


def test_faults_are_told_in_the_language_of_the_caller(empty_house: Client) -> None:
    answer = empty_house.post("/api/check", json=a_wish(persons=0), headers=GERMAN)
    assert answer.headers["content-language"] == "de"
    assert answer.json()["errors"] == [
        {"pointer": "/persons", "detail": "Die Zahl muss mindestens 1 sein."}
    ]


def test_a_year_of_weeks_is_weighed_at_once(empty_house: Client) -> None:
    assert len(words(empty_house, recurrence=weekly("20280104"))) == 52
