"""Coming back to an enquiry: nothing typed is lost, whatever way somebody takes."""

import re
from datetime import datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services import drafts
from booking.services.books import Books
from booking.web.site.enquiry_visit import DRAFT_COOKIE
from tests.builders import DANCERS, TUESDAY, a_confirmed, a_request, weekly
from tests.web.enquiries import (
    CHECK,
    CHOIR_PRACTICE,
    EVERY_WEEK,
    ROOM,
    WHEN,
    WHO,
    fill_in,
    hidden_values,
    post_page,
    send,
)

Client = TestClient[Litestar]
PROOF = "/enquire/proof"
A_TERM = {**EVERY_WEEK, "until-month": "7"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is shown again does not depend on the database."""
    return sqlite_url


def test_every_page_finds_what_was_typed(client: Client) -> None:
    fill_in(client, notes="Zwei\nZeilen & mehr", public_title="on", **EVERY_WEEK)
    when, who = client.get(WHEN).text, client.get(WHO).text
    assert 'name="rhythm" value="weekly" checked' in when
    assert 'value="24"' in when
    assert "Zwei\nZeilen &amp; mehr</textarea>" in who.replace("\r\n", "\n")
    assert 'name="public_title" value="on" checked' in who
    assert 'value="saal-b" checked' in client.get(ROOM).text


def test_pages_send_their_own_fields_only(client: Client) -> None:
    fill_in(client)
    for path in (WHEN, ROOM, WHO, CHECK):
        hidden = hidden_values(client.get(path).text)
        assert set(hidden) <= {"_csrf_token", "nonce", "shown"}


def test_the_cookie_is_for_this_house_alone_and_no_script_reads_it(client: Client) -> None:
    answer = post_page(client, WHEN, **{n: CHOIR_PRACTICE[n] for n in ("persons",)})
    (cookie,) = [
        one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{DRAFT_COOKIE}=")
    ]
    for told in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=172800"):
        assert told in cookie


@pytest.mark.parametrize("path", [WHEN, ROOM, WHO])
def test_another_language_keeps_what_was_typed_right_or_wrong(client: Client, path: str) -> None:
    fill_in(client)
    button = f'form="enquiry" formaction="{path}?retold=yes&amp;lang=en" formnovalidate'
    assert button in client.get(path).text
    typed = {WHEN: {"persons": "viele"}, ROOM: {"room": "saal-a"}, WHO: {"email": "halb"}}[path]
    answer = post_page(client, f"{path}?retold=yes&lang=en", **typed)
    assert answer.headers["location"] == f"{path}?lang=en"
    page = client.get(answer.headers["location"])
    assert '<html lang="en"' in page.text
    value = next(iter(typed.values()))
    assert f'value="{value}"' in client.get(path, follow_redirects=False).text or path == ROOM


def test_the_browser_may_keep_the_pages_for_its_back_button(client: Client) -> None:
    fill_in(client)
    for page in (*map(client.get, (WHEN, ROOM, WHO)), fill_in(client, persons="viele")):
        assert page.headers["cache-control"] == "private, no-cache"


def test_what_says_that_nothing_is_sent_is_asked_for_anew(client: Client) -> None:
    assert fill_in(client).headers["cache-control"] == "no-store"
    send(client)
    proof = client.get(PROOF)
    assert "Noch nicht abgeschickt" in proof.text
    assert proof.headers["cache-control"] == "no-store"
    wrong = post_page(client, PROOF, code="000000")  # sent again, it would count as another try
    assert wrong.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("path", "typed"),
    [(WHEN, {"persons": "31"}), (ROOM, {"room": "saal-a"}), (WHO, {"title": "Fremd"})],
)
def test_another_language_keeps_nothing_that_no_page_of_the_house_sent(
    client: Client, books: Books, now: datetime, path: str, typed: dict[str, str]
) -> None:
    fill_in(client)
    secret = client.cookies[DRAFT_COOKIE]
    before = drafts.find_draft(books, secret, now)
    answer = client.post(f"{path}?retold=yes&lang=en", data=typed, follow_redirects=False)
    assert answer.status_code == 403
    assert drafts.find_draft(books, secret, now) == before


@pytest.mark.parametrize("path", ["/enquire/change", "/enquire/send"])
def test_an_address_of_old_leads_to_the_form(client: Client, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/enquire")


@pytest.mark.parametrize("token", [{}, {"_csrf_token": "old"}])
def test_a_page_that_was_open_too_long_is_shown_again(
    client: Client, token: dict[str, str]
) -> None:
    first = {name: CHOIR_PRACTICE[name] for name in CHOIR_PRACTICE if name != "group"}
    expired = client.post(WHEN, data=first | token, follow_redirects=False)
    assert expired.status_code == 403
    assert "Bitte senden Sie diese Seite noch einmal." in expired.text
    assert 'value="24"' in expired.text
    assert str(client.get(ROOM).url).endswith(WHEN)  # nothing was kept
    again = hidden_values(expired.text) | first
    assert client.post(WHEN, data=again, follow_redirects=False).headers["location"] == ROOM


def test_rooms_tell_on_how_many_dates_they_are_free_the_best_first(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, day=TUESDAY, series=weekly(TUESDAY + timedelta(weeks=1)))
    post_page(client, WHEN, **{**CHOIR_PRACTICE, **EVERY_WEEK})
    page = client.get(ROOM).text
    best, worse = page.index("frei an allen 4 Terminen"), page.index("frei an 2 von 4 Terminen")
    assert best < worse < page.index("Egal, bitte vorschlagen")
    assert "bis 50 Personen · stufenlos" in page
    assert "5 Räume passen nicht" in page


def test_problem_dates_come_first_and_are_left_out_unless_somebody_chooses(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    fill_in(client, **EVERY_WEEK)
    page = client.get(ROOM).text
    assert "Saal B</bdi>: ein Termin geht nicht (wird weggelassen)" in page
    field = f'name="choice-{TUESDAY}" value='
    assert f'{field}"skip" checked' in page
    assert f'{field}"saal-a 18:00 20:00"' in page
    assert f'{field}"wait"' in page
    assert page.index(field) < page.index("3 freie Termine zeigen")


def test_a_room_with_other_problem_dates_is_shown_before_going_on(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    post_page(client, WHEN, **{**CHOIR_PRACTICE, **EVERY_WEEK})
    first = post_page(client, ROOM, room="saal-b", shown="musikraum")
    assert first.headers["location"] == f"{ROOM}?new=1#dates"
    assert post_page(client, ROOM, room="saal-b", shown="saal-b").headers["location"] == WHO


def test_other_dates_forget_what_was_chosen_for_single_ones(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    fill_in(client, **EVERY_WEEK, **{f"choice-{TUESDAY}": "wait"})
    assert "Auf der Warteliste" in client.get(CHECK).text
    post_page(client, WHEN, **{**CHOIR_PRACTICE, **EVERY_WEEK, "begin": "18:30"})
    assert "Auf der Warteliste" not in client.get(CHECK).text


def test_dates_that_others_ask_for_are_told(client: Client, books: Books, now: datetime) -> None:
    a_request(books, now, group=DANCERS)
    post_page(client, WHEN, **{**CHOIR_PRACTICE, **EVERY_WEEK})
    page = client.get(ROOM).text
    assert "an einem davon fragen auch andere an" in page


def test_better_times_are_offered_when_many_dates_are_missing(
    client: Client, books: Books, now: datetime
) -> None:
    term = weekly(TUESDAY + timedelta(weeks=17))
    a_confirmed(books, now, "saal", day=TUESDAY, series=term, begin="15:00", end="20:00")
    a_confirmed(books, now, "musikraum", day=TUESDAY, series=term, begin="15:00", end="20:00")
    post_page(client, WHEN, **{**CHOIR_PRACTICE, **A_TERM})
    page = client.get(ROOM).text
    value = page.split('name="better" value="')[1].split('"')[0].replace("&amp;", "&")
    assert "Zu diesen Zeiten ist mehr frei" in page
    assert re.search(r"\d+ Termine gehen hier nicht. Zu diesen Zeiten gehen mehr:", page)
    answer = post_page(client, ROOM, better=value)
    better = client.get(answer.headers["location"]).text
    assert "frei an allen 25 Terminen" in better
    assert "24 Personen" in better


def test_the_nearest_better_times_are_offered_and_each_once(
    client: Client, books: Books, now: datetime
) -> None:
    term = weekly(TUESDAY + timedelta(weeks=17))
    for room in ("saal", "musikraum"):
        a_confirmed(books, now, room, day=TUESDAY, series=term, begin="17:00", end="18:30")
    post_page(client, WHEN, **{**CHOIR_PRACTICE, **A_TERM})
    offered = re.findall(r'name="better"[^>]*><span[^>]*>(.*?): frei', client.get(ROOM).text)
    times = [one.rpartition(", ")[0] for one in offered]
    assert len(set(times)) == len(times) == 3
    assert times[0].startswith("Dienstag")
