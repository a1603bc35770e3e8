"""How a series is told in one sentence."""

import re
from datetime import date, timedelta

import pytest

from booking.domain.enquiries import Series, Skip
from booking.words.catalogue import Words
from booking.words.recurrence import rhythm_text, series_text
from calendars.recurrence import Recurrence
from calendars.wallclock import ClockTime

GERMAN, ENGLISH = Words("de"), Words("en")
TUESDAY = date(2027, 1, 12)
ISOLATES = re.compile("[\u2066-\u2069]")
"""What keeps facts in their direction; nobody sees them."""
SIX, EIGHT = ClockTime.parse("18:00"), ClockTime.parse("20:00")


def told(rrule: str, words: Words, **exceptions: frozenset[date] | frozenset[Skip]) -> str:
    series = Series(Recurrence.parse(rrule), **exceptions)  # type: ignore[arg-type]
    return series_text(TUESDAY, SIX, EIGHT, series, words)


def test_a_series_is_told_in_one_sentence():
    rrule, skip = (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270706",
        frozenset({Skip.SCHOOL_HOLIDAYS}),
    )
    assert told(rrule, GERMAN, skip=skip) == (
        "Jeden zweiten Dienstag, 18:00–20:00 Uhr, vom 12. Januar 2027 bis 6. Juli 2027, "
        "nicht in den Schulferien"
    )
    assert told(rrule, ENGLISH, skip=skip) == (
        "Every second Tuesday, 18:00–20:00, from 12 January 2027 to 6 July 2027, "
        "not in the school holidays"
    )


@pytest.mark.parametrize(
    ("rrule", "german", "english"),
    [
        ("FREQ=DAILY", "jeden Tag", "every day"),
        ("FREQ=DAILY;INTERVAL=2", "jeden zweiten Tag", "every second day"),
        ("FREQ=DAILY;INTERVAL=3", "alle 3 Tage", "every 3 days"),
        ("FREQ=DAILY;BYDAY=MO,TU", "jeden Montag und Dienstag", "every Monday and Tuesday"),
        ("FREQ=DAILY;BYMONTHDAY=15", "am 15. im Monat", "on day 15 of the month"),
        (
            "FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU",
            "jeden zweiten Tag, aber nur an einem Montag oder an einem Dienstag",
            "every second day, but only on a Monday or on a Tuesday",
        ),
        (
            "FREQ=DAILY;INTERVAL=3;BYMONTHDAY=1,15",
            "alle 3 Tage, aber nur am 1. oder am 15.",
            "every 3 days, but only on day 1 or on day 15",
        ),
        (
            "FREQ=DAILY;INTERVAL=2;BYDAY=FR;BYMONTHDAY=13",
            "jeden zweiten Tag, aber nur am 13., aber nur an einem Freitag",
            "every second day, but only on day 13, but only on a Friday",
        ),
        ("FREQ=WEEKLY", "jeden Dienstag", "every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=SU", "jeden Sonntag", "every Sunday"),
        (
            "FREQ=WEEKLY;BYDAY=WE,MO,FR",
            "jeden Montag, Mittwoch und Freitag",
            "every Monday, Wednesday and Friday",
        ),
        ("FREQ=WEEKLY;INTERVAL=2", "jeden zweiten Dienstag", "every second Tuesday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
            "jede zweite Woche am Dienstag und Donnerstag",
            "every second week on Tuesday and Thursday",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=3",
            "alle 3 Wochen am Dienstag",
            "every 3 weeks on Tuesday",
        ),
        ("FREQ=MONTHLY", "am 12. im Monat", "on day 12 of the month"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "am 1. und am 15. im Monat",
            "on day 1 and on day 15 of the month",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2",
            "jeden zweiten Monat am 12.",
            "every second month on day 12",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR",
            "alle 3 Monate am letzten Freitag",
            "every 3 months on the last Friday",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU",
            "am zweiten Dienstag im Monat",
            "on the second Tuesday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1TU,3TU",
            "am ersten Dienstag und am dritten Dienstag im Monat",
            "on the first Tuesday and on the third Tuesday of the month",
        ),
        ("FREQ=MONTHLY;BYDAY=TU", "jeden Dienstag", "every Tuesday"),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
            "jeden zweiten Monat an jedem Dienstag",
            "every second month on every Tuesday",
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "am 13. im Monat, aber nur an einem Freitag",
            "on day 13 of the month, but only on a Friday",
        ),
    ],
)
def test_the_rhythm_is_told_as_plainly_as_it_can_be(rrule, german, english):
    rule = Recurrence.parse(f"{rrule};COUNT=5")
    assert rhythm_text(rule, TUESDAY, GERMAN) == german
    assert rhythm_text(rule, TUESDAY, ENGLISH) == english


@pytest.mark.parametrize(
    ("ordinal", "german", "english"),
    [
        (1, "ersten", "first"),
        (2, "zweiten", "second"),
        (3, "dritten", "third"),
        (4, "vierten", "fourth"),
        (5, "fünften", "fifth"),
        (-1, "letzten", "last"),
        (-2, "vorletzten", "second to last"),
        (-3, "drittletzten", "third to last"),
        (-4, "viertletzten", "fourth to last"),
        (-5, "fünftletzten", "fifth to last"),
    ],
)
def test_every_place_in_the_month_has_its_word(ordinal, german, english):
    rule = Recurrence.parse(f"FREQ=MONTHLY;BYDAY={ordinal}MO;COUNT=5")
    assert rhythm_text(rule, TUESDAY, GERMAN) == f"am {german} Montag im Monat"
    assert rhythm_text(rule, TUESDAY, ENGLISH) == f"on the {english} Monday of the month"


@pytest.mark.parametrize(
    ("end", "german", "english"),
    [
        ("COUNT=1", "1 Mal", "1 time"),
        ("COUNT=12", "12 Mal", "12 times"),
        (
            "UNTIL=20270301",
            "vom 12. Januar 2027 bis 1. März 2027",
            "from 12 January 2027 to 1 March 2027",
        ),
    ],
)
def test_the_end_is_told_as_it_was_said(end, german, english):
    assert told(f"FREQ=WEEKLY;{end}", GERMAN) == f"Jeden Dienstag, 18:00–20:00 Uhr, {german}"
    assert told(f"FREQ=WEEKLY;{end}", ENGLISH) == f"Every Tuesday, 18:00–20:00, {english}"


@pytest.mark.parametrize(
    ("exceptions", "german", "english"),
    [
        ({"skip": {Skip.PUBLIC_HOLIDAYS}}, "nicht an Feiertagen", "not on public holidays"),
        (
            {"skip": set(Skip)},
            "nicht an Feiertagen und nicht in den Schulferien",
            "not on public holidays and not in the school holidays",
        ),
        (
            {"except_dates": {date(2027, 2, 9), date(2027, 1, 26)}},
            "außer am 26. Januar 2027 und 9. Februar 2027",
            "except on 26 January 2027 and 9 February 2027",
        ),
        (
            {"extra_dates": {date(2027, 3, 3)}},
            "und auch am 3. März 2027",
            "and also on 3 March 2027",
        ),
        (
            {"except_dates": {date(2027, 1, 26)}, "extra_dates": {date(2027, 3, 3)}},
            "außer am 26. Januar 2027, und auch am 3. März 2027",
            "except on 26 January 2027, and also on 3 March 2027",
        ),
        (
            {"except_dates": {TUESDAY + timedelta(weeks=n) for n in range(1, 8)}},
            "außer an 7 Terminen",
            "except on 7 dates",
        ),
    ],
)
def test_what_is_left_out_or_added_is_named(exceptions, german, english):
    sets = {name: frozenset(days) for name, days in exceptions.items()}
    plain = told("FREQ=WEEKLY;COUNT=9", GERMAN)
    assert told("FREQ=WEEKLY;COUNT=9", GERMAN, **sets) == f"{plain}, {german}"
    plain = told("FREQ=WEEKLY;COUNT=9", ENGLISH)
    assert told("FREQ=WEEKLY;COUNT=9", ENGLISH, **sets) == f"{plain}, {english}"


@pytest.mark.parametrize(
    ("rrule", "italian", "arabic", "ukrainian"),
    [
        ("FREQ=DAILY", "ogni giorno", "كل يوم", "щодня"),
        ("FREQ=WEEKLY", "ogni martedì", "كل أسبوع يوم الثلاثاء", "щотижня у вівторок"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE,SU",
            "ogni lunedì, mercoledì e domenica",
            "كل أسبوع يوم الاثنين والأربعاء والأحد",
            "щотижня у понеділок, середу і неділю",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
            "ogni due settimane di venerdì",
            "كل أسبوعين يوم الجمعة",
            "раз на два тижні у пʼятницю",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=5;BYDAY=SA",
            "ogni 5 settimane di sabato",
            "كل 5 أسابيع يوم السبت",
            "кожні 5 тижнів у суботу",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU",
            "il secondo martedì del mese",
            "يوم الثلاثاء الثاني من كل شهر",
            "у другий вівторок кожного місяця",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1SU",
            "la prima domenica del mese",
            "يوم الأحد الأول من كل شهر",
            "у першу неділю кожного місяця",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
            "ogni due mesi l’ultimo venerdì",
            "كل شهرين يوم الجمعة الأخير",
            "раз на два місяці в останню пʼятницю",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15",
            "il giorno 15 del mese",
            "في اليوم 15 من كل شهر",
            "15-го числа кожного місяця",
        ),
    ],
)
def test_languages_bend_and_place_the_words_in_their_own_way(rrule, italian, arabic, ukrainian):
    rule = Recurrence.parse(f"{rrule};COUNT=5")
    told = [ISOLATES.sub("", rhythm_text(rule, TUESDAY, Words(one))) for one in ("it", "ar", "uk")]
    assert told == [italian, arabic, ukrainian]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "it",
            "Ogni martedì, 18:00–20:00, 12 gennaio 2027 – 6 luglio 2027, non nelle vacanze "
            "scolastiche, tranne 26 gennaio 2027, e anche 3 marzo 2027",
        ),
        (
            "ar",
            "كل أسبوع يوم الثلاثاء، من 18:00 إلى 20:00، من 12 يناير 2027 إلى 6 يوليو 2027، "
            "ليس في العطل المدرسية، ما عدا 26 يناير 2027، وأيضًا 3 مارس 2027",
        ),
        (
            "uk",
            "Щотижня у вівторок, 18:00–20:00, 12 січня 2027 – 6 липня 2027, "
            "не в шкільні канікули, крім 26 січня 2027, а також 3 березня 2027",
        ),
    ],
)
def test_a_whole_series_is_told_in_every_language(language, sentence):
    series = {
        "skip": frozenset({Skip.SCHOOL_HOLIDAYS}),
        "except_dates": frozenset({date(2027, 1, 26)}),
        "extra_dates": frozenset({date(2027, 3, 3)}),
    }
    said = told("FREQ=WEEKLY;UNTIL=20270706", Words(language), **series)
    assert ISOLATES.sub("", said) == sentence
