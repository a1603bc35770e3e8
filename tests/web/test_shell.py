"""What every page keeps to, whatever it is about."""

import re
from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

from booking.domain.refusals import Refusal
from booking.web.envelope import CONTENT_SECURITY_POLICY
from booking.web.errors import STATUS_OF, Failure, failure_of
from tests.web.shell_app import REFUSALS, shell_app

HOST = "http://testserver.local"
EVERYWHERE = [
    ("GET", "/form", 200),
    ("HEAD", "/form", 200),
    ("GET", "/nowhere", 404),
    ("DELETE", "/form", 405),
    ("POST", "/form", 403),
    ("GET", "/crash", 500),
    ("GET", "/refusal/gone", 410),
    ("GET", "/api/nowhere", 404),
    ("GET", "/api/crash", 500),
    ("GET", "/static/x/west.css", 200),
]


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(shell_app(), base_url=HOST, raise_server_exceptions=False) as client:
        yield client


def csrf_of(client: TestClient) -> str:
    """The token of a fresh form; the client keeps its cookie."""
    return re.findall('name="_csrf_token" value="([^"]+)"', client.get("/form").text)[0]


@pytest.mark.parametrize(("method", "path", "status"), EVERYWHERE)
def test_every_answer_has_its_envelope(client, method, path, status):
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers


def test_a_house_reached_by_https_says_so_and_keeps_its_cookies_to_https():
    with TestClient(shell_app("https://raum.example"), base_url="https://raum.example") as client:
        answer = client.get("/form")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "Secure" in answer.headers["set-cookie"]


def test_the_form_cookie_is_out_of_reach_of_scripts(client):
    cookie = client.get("/form").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_pages_are_never_kept_by_caches(client):
    answer = client.get("/form")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["vary"] == "Accept-Language, Cookie"


def test_head_answers_as_get_does(client):
    assert (
        client.head("/form").headers["content-type"] == client.get("/form").headers["content-type"]
    )


def test_a_page_names_no_other_host(client):
    for path in ("/form", "/nowhere", "/crash"):
        assert (
            re.findall(r"(?:src|href|action)=\"(?:[a-z]+:)?//[^\"]*", client.get(path).text) == []
        )


def test_a_page_has_no_script_or_style_of_its_own(client):
    text = client.get("/form").text
    assert re.findall(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=", text) == []


def test_all_files_a_page_asks_for_are_there(client):
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/form").text)
    sheets = [file for file in files if file.endswith(".css")]
    fonts = [
        f"{sheet.rsplit('/', 1)[0]}/{font}"
        for sheet in sheets
        for font in re.findall(r'url\("(?!data:)([^"]+)"\)', client.get(sheet).text)
    ]
    assert len(fonts) == 2
    assert {client.get(file).status_code for file in [*files, *fonts]} == {200}


@pytest.mark.parametrize(
    ("path", "status", "german", "english"),
    [
        ("/nowhere", 404, "Diese Seite gibt es nicht.", "There is no such page."),
        ("/crash", 500, "Bei uns ist etwas schiefgegangen.", "Something went wrong on our side."),
        (
            "/refusal/busy",
            503,
            "Im Moment ist sehr viel los.",
            "There is a lot going on right now.",
        ),
    ],
)
def test_an_error_page_speaks_the_language_of_the_person(client, path, status, german, english):
    for language, told in (("de", german), ("en", english)):
        answer = client.get(path, headers={"accept-language": language})
        assert answer.status_code == status
        assert answer.headers["content-language"] == language
        assert f'<h1 class="kern-heading-x-large">{told}</h1>' in answer.text


def test_a_wrong_method_is_told_in_words(client):
    answer = client.delete("/form")
    assert answer.status_code == 405
    assert "Diese Seite lässt sich so nicht benutzen." in answer.text


def test_a_crash_is_logged_and_not_shown(client, caplog):
    assert "boiler room" not in client.get("/crash").text
    assert "boiler room" in caplog.text


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_has_its_status(client, code):
    expected = STATUS_OF[type(REFUSALS[code])]
    assert client.get(f"/api/refusal/{code}").status_code == expected
    if code != "sign_in_needed":
        assert client.get(f"/refusal/{code}").status_code == expected


def test_a_refusal_that_has_no_status_of_its_own_is_a_conflict():
    class TooLoud(Refusal):
        code = "too_loud"

    assert failure_of(TooLoud()) == Failure("too_loud", 409)


def test_the_api_tells_a_problem(client):
    answer = client.get("/api/refusal/bad_input", headers={"accept-language": "en"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/api#bad_input",
        "title": "Something in your entries is not right.",
        "status": 422,
        "detail": "Please go back, check your entries and send them again.",
        "errors": [{"pointer": "/begin", "detail": "Please fill this in."}],
    }


def test_the_api_tells_which_field_of_the_body_is_wrong(client):
    answer = client.post("/api/echo", json={"title": "x"})
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/email", "/day", "/begin"]


def test_the_api_says_when_to_try_again(client):
    assert client.get("/api/refusal/busy").headers["retry-after"] == "2"
    assert client.get("/api/refusal/too_many_attempts").headers["retry-after"] == "30"


def test_the_api_says_how_to_sign_in(client):
    assert client.get("/api/refusal/sign_in_needed").headers["www-authenticate"] == "Bearer"


def test_a_page_for_staff_leads_to_the_sign_in_and_back(client):
    answer = client.get("/refusal/sign_in_needed?week=3", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Frefusal%2Fsign_in_needed%3Fweek%3D3"


def test_the_language_switch_is_remembered(client):
    assert '<html lang="en" dir="ltr">' in client.get("/form?lang=en").text
    assert '<html lang="en" dir="ltr">' in client.get("/form").text
    assert '<html lang="de" dir="ltr">' in client.get("/form?lang=de").text


def test_the_language_switch_keeps_the_question(client):
    assert 'href="?week=3&amp;lang=en"' in client.get("/form?week=3&lang=de").text


def test_an_unknown_language_is_not_remembered(client):
    answer = client.get("/form?lang=xx")
    assert '<html lang="de" dir="ltr">' in answer.text
    assert "lang=" not in answer.headers["set-cookie"]


def test_a_form_that_is_understood_leads_on(client):
    sent = {"title": "Chor", "email": "A@example.org", "day": "2027-01-14", "begin": "18:00"}
    answer = client.post(
        "/form", data={**sent, "_csrf_token": csrf_of(client)}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/done")


def test_a_form_with_faults_is_shown_again_as_it_was_typed(client):
    sent = {"title": "<b>Chor</b>", "email": "nobody", "day-day": "31", "day-month": "2"}
    token = csrf_of(client)
    answer = client.post("/form", data={**sent, "day-year": "2027", "_csrf_token": token})
    assert answer.status_code == 422
    assert "<title>Fehler: Raum anfragen – Das WEST</title>" in answer.text
    assert 'value="&lt;b&gt;Chor&lt;/b&gt;"' in answer.text
    assert 'value="nobody" aria-describedby="email-error" aria-invalid="true"' in answer.text
    assert 'name="day-day" type="text" inputmode="numeric" maxlength="2" value="31"' in answer.text
    assert re.findall('<a class="kern-link" href="#([a-z]+)">([^<]+)</a>', answer.text) == [
        ("email", "Bitte geben Sie eine E-Mail-Adresse an, zum Beispiel name@example.org."),
        ("day", "Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum."),
        ("begin", "Bitte füllen Sie dieses Feld aus."),
    ]


@pytest.mark.parametrize("token", ["", "wrong", "ä" * 200])
def test_a_form_from_elsewhere_is_refused_and_the_old_cookie_goes(client, token):
    csrf_of(client)
    answer = client.post("/form", data={"title": "Chor", "_csrf_token": token})
    assert answer.status_code == 403
    assert "Bitte senden Sie das Formular noch einmal." in answer.text
    assert "csrftoken" in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Litestar's own
def test_a_token_sent_as_a_file_is_refused(client):
    csrf_of(client)
    assert client.post("/form", files={"_csrf_token": ("x", b"x")}).status_code == 403
