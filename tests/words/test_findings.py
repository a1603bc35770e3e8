"""What people are told about a date that cannot be had, or not easily."""

from datetime import date, timedelta

import pytest

from booking.domain.house import House
from booking.domain.names import Names
from booking.domain.rules import Finding, Rule, Severity
from booking.words.catalogue import Words
from booking.words.findings import finding_text
from calendars.holidays import SCHOOL_HOLIDAYS_KNOWN_UNTIL
from tests.builders import clock

GERMAN = Words("de")
DAY = date(2027, 1, 12)
FACTS: dict[Rule, dict[str, object]] = {
    Rule.TAKEN: {"with": [4711]},
    Rule.ASKED_FOR: {"with": [4711]},
    Rule.CLOSED: {"reason": Names(de="Betriebsferien", en="Winter break"), "last": DAY},
    Rule.PUBLIC_HOLIDAY: {"name": "Neujahr"},
    Rule.SCHOOL_HOLIDAY: {"name": "Osterferien"},
    Rule.SCHOOL_HOLIDAYS_UNKNOWN: {"known_until": SCHOOL_HOLIDAYS_KNOWN_UNTIL},
    Rule.OUTSIDE_HOURS: {"open": ()},
    Rule.NO_SUCH_TIME: {"begin": clock("02:00"), "end": clock("03:00")},
    Rule.OFF_GRID: {"minutes": 15},
    Rule.TOO_SHORT: {"least": timedelta(minutes=30)},
    Rule.TOO_LONG: {"most": timedelta(hours=12)},
    Rule.PAST: {},
    Rule.TOO_LATE: {"first": DAY},
    Rule.TOO_FAR: {"last": DAY},
    Rule.TOO_MANY_PERSONS: {"most": 50, "seating": None},
    Rule.SEATING_UNKNOWN: {"seatings": ("none", "rows")},
    Rule.ACTIVITY_NOT_ALLOWED: {"allowed": ("gesang", "treffen")},
    Rule.ROOM_HIDDEN: {},
    Rule.ROOM_RETIRED: {},
}


def text(
    house: House,
    rule: Rule,
    severity: Severity = Severity.BLOCK,
    words: Words = GERMAN,
    **more: object,
) -> str:
    """The sentence for a finding about Saal B."""
    return finding_text(Finding(rule, severity, DAY, "saal-b", FACTS[rule] | more), house, words)


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_sentence_in_both_languages(
    house: House, rule: Rule, severity: Severity
) -> None:
    german, english = (text(house, rule, severity, Words(tag)) for tag in ("de", "en"))
    assert german.endswith(".")
    assert english.endswith(".")
    assert german != english


def test_a_taken_date_says_what_to_do_and_not_who_is_there(house: House) -> None:
    assert text(house, Rule.TAKEN) == (
        "Saal B ist zu dieser Zeit belegt."
        " Bitte wählen Sie eine andere Zeit oder einen anderen Raum."
    )


def test_the_hours_that_would_fit_are_named(house: House) -> None:
    tuesday = house.hours_of(house.get_room("musikraum")).on(1)
    assert text(house, Rule.OUTSIDE_HOURS, open=tuesday) == (
        "Saal B ist an diesem Wochentag nur zu diesen Zeiten offen: 14:00–21:30."
        " Bitte wählen Sie eine Zeit, die dazu passt."
    )
    assert text(house, Rule.OUTSIDE_HOURS) == (
        "Saal B ist an diesem Wochentag geschlossen. Bitte wählen Sie einen anderen Tag."
    )


def test_a_duration_stands_where_no_language_has_to_bend_it(house: House) -> None:
    told = text(house, Rule.TOO_SHORT, words=Words("uk"), least=timedelta(hours=1))
    assert told == (
        "Найменша тривалість користування: 1 година. Будь ласка, виберіть пізніший кінець."
    )


def test_persons_are_counted_for_the_seating(house: House) -> None:
    assert text(house, Rule.TOO_MANY_PERSONS, most=30, seating="circle") == (
        "Mit dieser Bestuhlung (Stuhlkreis) passen höchstens 30 Personen in diesen Raum: Saal B."
        " Bitte wählen Sie einen größeren Raum oder eine andere Bestuhlung."
    )


def test_activities_are_called_by_their_names(house: House) -> None:
    assert "Singen, Chor; Treffen, Sitzung" in text(house, Rule.ACTIVITY_NOT_ALLOWED)


def test_dates_and_reasons_are_told_in_the_language_of_the_person(house: House) -> None:
    assert text(house, Rule.CLOSED, words=Words("en")) == (
        "Hall B is closed until Tuesday, 12 January 2027 (Winter break). Please choose another day."
    )


def test_staff_are_warned_where_others_are_stopped(house: House) -> None:
    assert text(house, Rule.TOO_LATE, Severity.WARN) == (
        "Das ist kurzfristig. Andere können erst ab Dienstag, 12. Januar 2027 anfragen."
    )


def test_a_room_that_has_left_the_house_is_called_by_its_short_name(house: House) -> None:
    gone = Finding(Rule.ROOM_RETIRED, Severity.BLOCK, DAY, "laube")
    assert finding_text(gone, house, GERMAN).startswith("laube wird nicht mehr vergeben.")
