"""The enquiry: what the form proposes, what it refuses and where, and what it keeps."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_confirmed
from tests.web.enquiries import EVERY_WEEK, errors_of, hidden_values, post_enquiry

Client = TestClient[Litestar]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a form says does not depend on the database; sending is tested on both."""
    return sqlite_url


def fields(**values: str) -> dict[str, str]:
    return values


def test_the_form_takes_over_what_a_link_says(client: Client) -> None:
    page = client.get("/enquire?room=saal-b&day=2027-01-12&begin=18:00&end=20:00").text
    assert '<option value="saal-b" selected>' in page
    assert 'name="day-day" type="text" inputmode="numeric" maxlength="2" value="12"' in page
    assert page.count('<option value="18:00" selected>') == 1
    assert page.count('<option value="20:00" selected>') == 1


def test_the_form_proposes_pauses_and_the_last_day_before_summer(client: Client) -> None:
    page = client.get("/enquire").text
    assert 'value="public_holidays" checked' in page
    assert 'value="school_holidays" checked' in page
    assert 'name="until-day" type="text" inputmode="numeric" maxlength="2" value="7"' in page
    assert 'name="until-month" type="text" inputmode="numeric" maxlength="2" value="7"' in page


def test_a_hidden_room_is_not_offered(client: Client) -> None:
    assert "beratung-1" not in client.get("/enquire").text
    answer = post_enquiry(client, room="beratung-1")
    assert answer.status_code == 422
    assert errors_of(answer.text) == {"room": "Bitte wählen Sie eine Antwort aus."}


FILL_IN = "Bitte füllen Sie dieses Feld aus."


def test_an_empty_form_is_told_field_by_field(client: Client) -> None:
    no_day = {"day-day": "", "day-month": "", "day-year": ""}
    needed = ["room", "begin", "end", "title", "activity", "persons", "group", "contact", "email"]
    answer = post_enquiry(client, **dict.fromkeys(needed, ""), **no_day)
    assert answer.status_code == 422
    lists = ["room", "begin", "end", "activity"]
    assert errors_of(answer.text) == {
        **dict.fromkeys(["day", *needed], FILL_IN),
        **dict.fromkeys(lists, "Bitte wählen Sie eine Antwort aus."),
    }
    assert "<title>Fehler: Raum anfragen" in answer.text
    assert '<a class="kern-link" href="#room">' in answer.text


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
        (fields(begin="06:00", end="07:00"), "begin", None),
        (fields(begin="18:05"), "begin", None),
        (fields(begin="19:45"), "end", None),  # too short
        (fields(persons="300"), "persons", None),
        (fields(persons="viele"), "persons", "Bitte geben Sie eine ganze Zahl in Ziffern an."),
        (fields(persons="9" * 400), "persons", "Bitte geben Sie eine ganze Zahl in Ziffern an."),
        (
            fields(activity="toepfern", persons="8"),
            "room",
            "Saal B ist für anderes gedacht: Treffen, Sitzung; Kurs, Lernen; Tanz, Bewegung;"
            " Singen, Chor; Empfang, Kaffeenachmittag. Bitte wählen Sie einen anderen Raum."
            " Dieser Raum passt: Töpferwerkstatt.",
        ),
        (
            fields(activity="toepfern"),
            "room",
            "Saal B ist für anderes gedacht: Treffen, Sitzung; Kurs, Lernen; Tanz, Bewegung;"
            " Singen, Chor; Empfang, Kaffeenachmittag. Bitte wählen Sie einen anderen Raum."
            " Kein Raum passt zu allen Ihren Angaben. Bitte rufen Sie uns an: +49 5361 000000.",
        ),
        (
            fields(persons="500"),
            "persons",
            "Für mehr als 150 Personen haben wir keinen Raum. Bitte rufen Sie uns an:"
            " +49 5361 000000.",
        ),
        (fields(activity="<script>"), "activity", "Bitte wählen Sie eine Antwort aus."),
        (fields(seating="work"), "seating", None),
        (fields(title="x" * 10_000), "title", "Bitte schreiben Sie höchstens 200 Zeichen."),
        (fields(notes="x" * 10_000), "notes", "Bitte schreiben Sie höchstens 4000 Zeichen."),
        (fields(email="chor"), "email", None),
        (fields(phone="abc"), "phone", None),
        (
            fields(rhythm="weekly"),
            "until",
            "Bitte geben Sie an, bis wann Sie den Raum brauchen.",
        ),
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
        (fields(rhythm="hourly"), "rhythm", "Bitte wählen Sie eine Antwort aus."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    client: Client, changed: dict[str, str], field: str, sentence: str | None
) -> None:
    answer = post_enquiry(client, **changed)
    assert answer.status_code == 422
    told = errors_of(answer.text)
    assert list(told) == [field]
    assert told[field] == (sentence or told[field])
    assert "%" not in told[field]
    assert answer.text.count(told[field].replace("'", "&#39;")) >= 2  # in the summary, too


def test_nothing_typed_is_lost(client: Client) -> None:
    typed = "Fest 🎉 \u200f<script>alert(1)</script> „Größe“"
    page = post_enquiry(client, title=typed, persons="viele", notes="eins\nzwei").text
    assert 'value="Fest 🎉 \u200f&lt;script&gt;alert(1)&lt;/script&gt; „Größe“"' in page
    assert 'value="viele"' in page
    assert ">\neins\nzwei</textarea>" in page.replace("\r\n", "\n")
    assert "<script>alert" not in page


def test_a_time_off_the_list_is_kept(client: Client) -> None:
    assert '<option value="05:00" selected>' in post_enquiry(client, begin="05:00").text


def test_answers_to_a_series_do_not_matter_once(client: Client) -> None:
    answer = post_enquiry(client, **{"until-day": "99"})
    assert answer.status_code == 200
    assert hidden_values(answer.text)["until-day"] == "99"


def test_a_free_date_can_be_sent(client: Client) -> None:
    page = post_enquiry(client).text
    assert "Der Termin ist frei." in page
    assert "Dienstag, 12. Januar 2027, 18:00–20:00 Uhr" in page
    assert "Anfrage senden" in page


def test_a_taken_date_cannot_be_sent(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    page = post_enquiry(client).text
    assert "Dieser Termin ist nicht frei." in page
    assert "Anfrage senden" not in page
    assert books.house.contact.phone in page
    assert "Auf die Warteliste setzen" in page


def test_a_series_shows_its_problems_first_and_folds_what_is_free(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    page = post_enquiry(client, **EVERY_WEEK).text
    assert "3 von 4 Terminen können Sie anfragen." in page
    assert "Ein Termin geht nicht" in page
    assert "3 freie Termine zeigen" in page
    assert page.index("Dienstag, 12. Januar 2027") < page.index("Dienstag, 19. Januar 2027")


def test_every_two_weeks_skips_every_second_one(client: Client) -> None:
    page = post_enquiry(client, **{**EVERY_WEEK, "rhythm": "every-2-weeks"}).text
    assert "Alle 2 Termine sind frei." in page


def test_a_series_pauses_on_the_days_that_are_ticked(client: Client) -> None:
    over_easter = {
        "day-day": "23",
        "day-month": "3",
        "until-day": "6",
        "until-month": "4",
        "rhythm": "weekly",
        "until-year": "2027",
    }
    assert "Alle 3 Termine sind frei." in post_enquiry(client, **over_easter).text
    paused = post_enquiry(client, **over_easter, skip="school_holidays").text
    assert "Der Termin ist frei." in paused


def test_going_back_shows_everything_as_it_was_typed(client: Client) -> None:
    checked = post_enquiry(client, notes="Zwei\nZeilen & mehr", public_title="on").text
    page = client.post("/enquire/change", data=hidden_values(checked)).text
    assert "Zwei\nZeilen &amp; mehr</textarea>" in page.replace("\r\n", "\n")
    assert 'name="public_title" value="on" checked' in page
    assert 'value="Chorprobe"' in page


def test_the_check_stores_nothing(client: Client) -> None:
    post_enquiry(client)
    assert "Der Termin ist frei." in post_enquiry(client).text
