"""The enquiry: what its pages propose, what they refuse and where, and what they keep."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_confirmed
from tests.web.enquiries import (
    CHOIR_PRACTICE,
    EVERY_WEEK,
    ROOM,
    WHEN,
    WHO,
    errors_of,
    fill_in,
    post_page,
)

Client = TestClient[Litestar]
FILL_IN = "Bitte füllen Sie dieses Feld aus."
CHOOSE = "Bitte wählen Sie eine Antwort aus."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a form says does not depend on the database; sending is tested on both."""
    return sqlite_url


def fields(**values: str) -> dict[str, str]:
    return values


def test_the_form_takes_over_what_a_link_says_and_the_room_comes_along(client: Client) -> None:
    page = client.get("/enquire?room=saal-b&day=2027-01-12&begin=18:00&end=20:00").text
    assert 'name="day-day" type="text" inputmode="numeric" maxlength="2" value="12"' in page
    assert page.count('<option value="18:00" selected>') == 1
    assert page.count('<option value="20:00" selected>') == 1
    assert '<input type="hidden" name="room" value="saal-b">' in page
    fill_in(client, room="saal-b")
    assert 'value="saal-b" checked' in client.get(ROOM).text


def test_the_form_proposes_pauses_and_the_last_day_before_summer(client: Client) -> None:
    page = client.get("/enquire").text
    assert 'value="public_holidays" checked' in page
    assert 'value="school_holidays" checked' in page
    assert "Bis Mittwoch, 7. Juli 2027" in page
    assert 'name="until-day" type="text" inputmode="numeric" maxlength="2" value="7"' in page


def test_the_first_page_asks_at_most_fourteen_things_with_the_others(client: Client) -> None:
    fill_in(client)
    visible = 0
    for path in (WHEN, ROOM, WHO):
        page = client.get(path).text.split('id="enquiry"')[1].split("</form>")[0]
        while "<details" in page:  # folded: optional, or proposed already
            before, _, rest = page.partition("<details")
            page = before + rest.partition("</details>")[2]
        names = {one.split('"')[0] for one in page.split(' name="')[1:]}
        visible += len(names - {"_csrf_token", "shown", "nonce"})
    assert visible <= 14


def test_a_hidden_room_is_not_offered(client: Client) -> None:
    answer = fill_in(client, room="beratung-1")
    assert answer.status_code == 422
    assert errors_of(answer.text) == {"room": CHOOSE}
    assert "beratung-1" not in client.get(ROOM).text


def test_an_empty_page_is_told_field_by_field(client: Client) -> None:
    when = post_page(client, WHEN, rhythm="once")
    lists = dict.fromkeys(["begin", "end", "activity"], CHOOSE)
    assert when.status_code == 422
    assert errors_of(when.text) == {"day": FILL_IN, "persons": FILL_IN, **lists}
    assert "<title>Fehler: Wann?" in when.text
    assert '<a class="kern-link" href="#begin">' in when.text
    fill_in(client)
    who = post_page(client, WHO)
    assert errors_of(who.text) == dict.fromkeys(["group", "contact", "email"], FILL_IN)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        (
            fields(day__day="31", day__month="2"),
            "day",
            "Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum.",
        ),
        (
            fields(end="17:00"),
            "end",
            "Das Ende muss nach dem Beginn (18:00 Uhr) liegen. Bitte wählen Sie das Ende noch"
            " einmal.",
        ),
        (
            fields(begin="02:30", end="04:00", day__day="28", day__month="3"),
            "begin",
            "In dieser Nacht wird die Uhr umgestellt. Deshalb gibt es 02:30–04:00 nicht."
            " Bitte wählen Sie eine andere Zeit.",
        ),
        (
            fields(day__year="2025"),
            "day",
            "Diese Zeit ist schon vorbei. Bitte wählen Sie einen späteren Termin.",
        ),
        (fields(day__year="9999"), "day", None),
        (fields(day__year="0001"), "day", None),
        (fields(day__day="24", day__month="11", day__year="2026"), "day", None),  # too soon
        (fields(day__day="26", day__month="3"), "day", None),  # Good Friday
        (fields(begin="18:05"), "begin", None),
        (fields(begin="19:45"), "end", None),  # too short
        (
            fields(day__day="1", day__month="1", day__year="2026"),  # a holiday, too
            "day",
            "Diese Zeit ist schon vorbei. Bitte wählen Sie einen späteren Termin.",
        ),
        (
            fields(persons="300"),
            "persons",
            "Für mehr als 150 Personen haben wir keinen Raum. Bitte rufen Sie uns an:"
            " +49 5361 000000.",
        ),
        (
            fields(activity="toepfern"),
            "persons",
            "Kein Raum passt zu allen Ihren Angaben. Bitte rufen Sie uns an: +49 5361 000000.",
        ),
        (fields(persons="viele"), "persons", "Bitte geben Sie eine ganze Zahl in Ziffern an."),
        (fields(persons="🎉"), "persons", "Bitte geben Sie eine ganze Zahl in Ziffern an."),
        (fields(persons="9" * 400), "persons", "Bitte geben Sie eine ganze Zahl in Ziffern an."),
        (fields(activity="<script>"), "activity", CHOOSE),
        (fields(seating="work"), "seating", None),
        (fields(seating="<script>"), "seating", CHOOSE),
        (fields(title="x" * 10_000), "title", "Bitte schreiben Sie höchstens 200 Zeichen."),
        (fields(group="\u200f\u202e "), "group", FILL_IN),
        (fields(notes="x" * 10_000), "notes", "Bitte schreiben Sie höchstens 4000 Zeichen."),
        (fields(email="chor"), "email", None),
        (fields(email="<script>@x"), "email", None),
        (fields(phone="abc"), "phone", None),
        (fields(setup="9999"), "setup", None),
        ({**EVERY_WEEK, "until-day": "", "until-month": "", "until-year": ""}, "until", None),
        (
            {**EVERY_WEEK, "until-year": "2026"},
            "until",
            "Dieser Tag liegt vor dem ersten Termin. Bitte wählen Sie einen späteren Tag.",
        ),
        (
            {**EVERY_WEEK, "until-year": "2099"},
            "until",
            "Das liegt zu weit in der Zukunft. Der letzte mögliche Tag ist"
            " Dienstag, 28. Dezember 2027.",
        ),
        (
            {**EVERY_WEEK, "day-day": "25", "day-month": "3", "until-day": "2", "until-month": "4"}
            | {"skip": "school_holidays"},
            "skip",
            "Alle Termine fallen in diese Pausen. Bitte nehmen Sie einen Haken weg.",
        ),
        (fields(rhythm="hourly"), "rhythm", CHOOSE),
        (
            {**EVERY_WEEK, "day-year": "2026"},  # which would be a year of dates that are over
            "day",
            "Diese Zeit ist schon vorbei. Bitte wählen Sie einen späteren Termin.",
        ),
        (
            {**EVERY_WEEK, "day-year": "2127"},
            "day",
            "Das liegt zu weit in der Zukunft. Der letzte mögliche Tag ist"
            " Dienstag, 28. Dezember 2027.",
        ),
        (
            fields(begin="06:00", end="07:00"),
            "begin",
            "Das WEST ist an diesem Wochentag nur zu diesen Zeiten offen: 08:00–22:00."
            " Bitte wählen Sie eine Zeit, die dazu passt.",
        ),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    client: Client, changed: dict[str, str], field: str, sentence: str | None
) -> None:
    answer = fill_in(client, **changed)
    assert answer.status_code == 422
    told = errors_of(answer.text)
    assert list(told) == [field]
    assert told[field] == (sentence or told[field])
    assert "%" not in told[field]
    assert answer.text.count(told[field].replace("'", "&#39;")) >= 2  # in the summary, too


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"day__day": "24", "day__month": "11", "day__year": "2026"}, "Knapp."),
        ({"day__year": "2031"}, "Das ist noch lange hin."),
        ({"day__day": "25", "day__month": "12", "day__year": "2026"}, "Dann ist geschlossen."),
        ({"begin": "23:00", "end": "23:45"}, "Das liegt außerhalb unserer Zeiten."),
        ({"persons": "900"}, "Das ist eine große Gruppe."),
        ({"persons": "140", "activity": "toepfern"}, "Vielleicht finden wir zusammen etwas."),
    ],
)
def test_what_is_unusual_is_no_dead_end(
    client: Client, changed: dict[str, str], cause: str
) -> None:
    page = fill_in(client, **changed).text
    assert f"{cause} Rufen Sie an:" in page
    assert page.count("Rufen Sie an:") == 1
    assert page.count('<a href="tel:') == 2  # there, and where it stands on every page


def test_a_slip_is_no_reason_to_call(client: Client) -> None:
    assert "Rufen Sie an:" not in fill_in(client, day__day="31", day__month="2").text


def test_nothing_typed_is_lost(client: Client) -> None:
    typed = "Fest 🎉 \u200f<script>alert(1)</script> „Größe“"
    page = fill_in(client, title=typed, phone="keins", notes="eins\nzwei").text
    assert 'value="Fest 🎉 \u200f&lt;script&gt;alert(1)&lt;/script&gt; „Größe“"' in page
    assert 'value="keins"' in page
    assert ">\neins\nzwei</textarea>" in page.replace("\r\n", "\n")
    assert "<script>alert" not in page
    assert 'value="keins"' in client.get(WHO).text  # wrong as it is, it is kept


def test_a_time_off_the_list_is_kept(client: Client) -> None:
    assert '<option value="05:00" selected>' in fill_in(client, begin="05:00").text


def test_answers_to_a_series_do_not_matter_once(client: Client) -> None:
    assert fill_in(client, **{"until-day": "99"}).status_code == 200


@pytest.mark.parametrize("path", [ROOM, WHO, "/enquire/check", "/enquire/proof"])
def test_no_page_comes_before_its_turn(client: Client, path: str) -> None:
    assert str(client.get(path).url).endswith("/enquire")
    assert client.get(path).status_code == 200


def test_the_check_reads_everything_back_with_a_way_to_change_it(client: Client) -> None:
    page = fill_in(client, **EVERY_WEEK).text
    assert "Sie fragen alle 4 Termine an." in page
    assert "Jeden Dienstag, 18:00–20:00 Uhr" in page
    for there in ("/enquire#rhythm", "/enquire/room#room", "/enquire/who#email"):
        assert f'href="{there}">Ändern' in page
    assert "Wir antworten spätestens am Donnerstag, 26. November 2026." in page


def test_every_two_weeks_skips_every_second_one(client: Client) -> None:
    page = fill_in(client, **{**EVERY_WEEK, "rhythm": "every-2-weeks"}).text
    assert "Sie fragen alle 2 Termine an." in page


def test_once_a_month_is_on_the_same_weekday(client: Client) -> None:
    monthly = {**EVERY_WEEK, "rhythm": "monthly", "until-month": "3", "until-day": "31"}
    page = fill_in(client, **monthly).text
    for day in ("12. Januar 2027", "9. Februar 2027", "9. März 2027"):
        assert f"<li>Dienstag, {day}</li>" in page


def test_a_series_pauses_on_the_days_that_are_ticked(client: Client) -> None:
    over_easter = {
        "day-day": "23",
        "day-month": "3",
        "until-day": "6",
        "until-month": "4",
        "rhythm": "weekly",
        "until-year": "2027",
    }
    assert "Sie fragen alle 3 Termine an." in fill_in(client, **over_easter).text
    paused = fill_in(client, **over_easter, skip="school_holidays").text
    assert "Der Termin ist frei." in paused
    assert "<strong><bdi>Osterferien</bdi>:</strong> Di. 23.03.2027 · Di. 30.03.2027</li>" in paused
    for told in (paused, client.get(ROOM).text):  # whoever named that day reads it on top
        above = told.partition("Osterferien</bdi>")[0]
        assert "Der erste Termin ist am Dienstag, 6. April 2027." in above
        assert "Der Termin am Dienstag, 23. März 2027 entfällt" in above


def test_whoever_named_the_first_date_reads_of_no_other(client: Client) -> None:
    later = {"day-day": "16", "day-month": "3", "until-day": "6", "until-month": "4"}
    page = fill_in(client, **EVERY_WEEK | later, skip="school_holidays").text
    assert "<strong><bdi>Osterferien</bdi>:</strong>" in page
    assert "Der erste Termin ist" not in page + client.get(ROOM).text


def test_the_check_stores_nothing(client: Client) -> None:
    fill_in(client)
    assert "Der Termin ist frei." in fill_in(client).text


@pytest.mark.parametrize("year", ["27", "٢٠٢٧", "2027"])
def test_years_may_be_short_and_digits_of_any_script(client: Client, year: str) -> None:
    page = fill_in(client, day__year=year, persons="٢٤").text
    assert "Dienstag, 12. Januar 2027" in page
    assert '<bdi class="as-typed">24</bdi>' in page


def test_a_thing_has_one_label_everywhere(client: Client) -> None:
    label = "Wie viele Personen kommen?"
    wrong = fill_in(client, persons="viele")
    assert f'href="#persons">{label} Bitte geben' in wrong.text
    assert f"<dt>{label}</dt>" in fill_in(client).text


@pytest.mark.parametrize(
    ("day", "until"),
    [("2027-01-12", ("7", "7", "2027")), ("2027-09-01", ("28", "12", "2027")), ("2030-01-01", "")],
)
def test_the_proposed_end_comes_after_the_first_date(
    client: Client, day: str, until: tuple[str, ...]
) -> None:
    page = client.get(f"/enquire?day={day}").text
    for part, number in zip(("day", "month", "year"), until or ("", "", ""), strict=True):
        maximum = 4 if part == "year" else 2
        field = f'name="until-{part}" type="text" inputmode="numeric" maxlength="{maximum}"'
        assert f'{field} value="{number}"' in page


def test_an_end_that_nobody_chose_gives_way_to_a_later_first_date(client: Client) -> None:
    proposed = {"until-day": "7", "until-month": "7", "until-year": "2027"}
    autumn = {"day-day": "7", "day-month": "9", "rhythm": "weekly", **proposed}
    assert "bis 28. Dezember 2027" in fill_in(client, **autumn).text
    answer = fill_in(client, **{**autumn, "until-day": "6"})  # chosen by somebody
    assert list(errors_of(answer.text)) == ["until"]


def test_a_taken_date_leads_nowhere_until_something_else_is_chosen(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    answer = fill_in(client)
    assert answer.status_code == 422
    assert "Dieser Raum ist nicht frei." in errors_of(answer.text)["room"]
    assert books.house.contact.phone in answer.text
    assert CHOIR_PRACTICE["persons"] in answer.text
