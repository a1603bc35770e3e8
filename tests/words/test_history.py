"""The history of a booking in plain sentences."""

from datetime import UTC, date, datetime

from booking.domain.changes import Change
from booking.store.house_file import read_house
from booking.words.catalogue import Words
from booking.words.history import HistoryLine, tell_history
from tests.conftest import ROOMS

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAYS = {1: date(2027, 1, 12), 2: date(2027, 1, 19), 3: date(2027, 1, 26)}
DE = Words("de")
HOUSE = read_house(ROOMS)


def a_step(number: int, status: str, who: str = "Sabine", **facts: object) -> Change:
    standing = "staff" if who else "house"
    told = {"before": "requested", "status": status, **facts}
    return Change(AT, number, "step", standing, who, told, version=2)


def texts(*changes: Change) -> list[str]:
    return [line.text for line in tell_history(changes, DAYS, HOUSE, DE)]


def test_lines_of_one_deed_are_told_as_one() -> None:
    steps = [a_step(number, "confirmed") for number in DAYS]
    assert texts(*steps) == [
        "Sabine hat 3 Termine zugesagt, von Di. 12.01.2027 bis Di. 26.01.2027."
    ]


def test_what_became_of_dates_is_told_apart() -> None:
    assert texts(a_step(1, "confirmed"), a_step(2, "declined"), a_step(3, "held")) == [
        "Sabine hat Di. 12.01.2027 zugesagt.",
        "Sabine hat Di. 19.01.2027 abgelehnt.",
        "Sabine hat Di. 26.01.2027 vorgemerkt.",
    ]


def test_rooms_of_one_day_are_one_date() -> None:
    both = (a_step(1, "confirmed"), a_step(4, "confirmed"))
    told = tell_history(both, DAYS | {4: DAYS[1]}, HOUSE, DE)
    assert [line.text for line in told] == ["Sabine hat Di. 12.01.2027 zugesagt."]


def test_a_request_tells_who_sent_it() -> None:
    came_in = Change(AT, None, "received", "visitor", "", {"dates": 3})
    assert texts(came_in) == ["Der Verein hat die Anfrage gesendet."]


def test_what_the_house_confirmed_by_itself_is_told() -> None:
    came_in = Change(AT, None, "received", "association", "", {"dates": 3, "confirmed": 2})
    assert texts(came_in) == [
        "Der Verein hat die Anfrage gesendet."
        " Das Haus hat 2 Termine gleich selbst zugesagt, weil die Anfrage klein genug ist."
    ]


def test_a_hold_that_ended_is_nobodys_deed() -> None:
    assert texts(a_step(1, "requested", who="", why="hold_ended")) == [
        "Di. 12.01.2027 ist nicht mehr vorgemerkt."
    ]


def test_moving_and_taking_back_are_told_as_such() -> None:
    moved = a_step(1, "requested", to={"room": "saal-a"})
    assert texts(moved, a_step(1, "requested", why="undone")) == [
        "Sabine hat Di. 12.01.2027 verlegt.",
        "Sabine hat die Antwort für Di. 12.01.2027 zurückgenommen.",
    ]


def a_place(day: str, begin: str, end: str, room: str = "saal-b") -> dict[str, str]:
    return {"room": room, "day": day, "begin": begin, "end": end}


def test_a_move_tells_where_each_date_was_and_where_it_is_now() -> None:
    was = a_place("2027-01-12", "18:00", "20:00")
    becomes = a_place("2027-01-13", "19:00", "21:00", "kueche")
    moved = a_step(1, "requested", **{"from": was, "to": becomes})
    (told,) = tell_history([moved], DAYS, HOUSE, DE)
    assert told.changed == (
        "bisher Di. 12.01.2027, 18:00–20:00, Saal B; jetzt Mi. 13.01.2027, 19:00–21:00, Küche",
    )


def test_a_proposal_tells_where_the_date_might_go() -> None:
    facts = {"place": a_place("2027-01-13", "19:00", "21:00", "kueche")}
    (told,) = tell_history([Change(AT, 1, "proposed", "staff", "Sabine", facts)], DAYS, HOUSE, DE)
    assert told.text == "Sabine hat für Di. 12.01.2027 etwas anderes vorgeschlagen."
    assert told.changed == ("Mi. 13.01.2027, 19:00–21:00, Küche",)


def test_other_numbers_and_another_seating_are_told_with_those_before() -> None:
    facts = {"persons": [18, 30], "seating": ["circle", None], "notes": True}
    (told,) = tell_history(
        [Change(AT, None, "particulars", "staff", "Sabine", facts)], DAYS, HOUSE, DE
    )
    assert told.changed == (
        "Personen: bisher 18; jetzt 30",
        "Bestuhlung: bisher Stuhlkreis; jetzt –",
    )


def test_a_deed_without_a_name_of_its_own_is_a_change() -> None:
    assert texts(Change(AT, 1, "something_new", "staff", "", {})) == [
        "Das Haus hat Di. 12.01.2027 geändert."
    ]


def test_reason_and_overruled_rules_stand_with_the_deed() -> None:
    step = a_step(1, "confirmed", reason="Sommerfest", overruled=["outside_hours"])
    assert tell_history([step], DAYS, HOUSE, DE) == (
        HistoryLine(
            AT,
            "Sabine hat Di. 12.01.2027 zugesagt.",
            "Sommerfest",
            ("außerhalb der Öffnungszeiten",),
        ),
    )
