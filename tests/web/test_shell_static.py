"""The files that a browser may keep for ever."""

import pytest
from litestar.testing import TestClient

from booking.web.static_files import static_url
from tests.web.shell_app import shell_app


@pytest.fixture(scope="module")
def client():
    with TestClient(shell_app()) as client:
        yield client


def test_a_file_under_its_version_may_be_kept_for_ever(client):
    answer = client.get(static_url("west.css"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"


def test_a_file_under_an_older_version_is_asked_for_again(client):
    assert client.get("/static/older/west.css").headers["cache-control"] == "no-cache"


def test_a_file_that_the_browser_has_is_not_sent_again(client):
    etag = client.get(static_url("west.css")).headers["etag"]
    again = client.get(static_url("west.css"), headers={"if-none-match": f'"other", {etag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag


def test_a_style_sheet_is_squeezed_for_whoever_takes_that(client):
    squeezed = client.get(static_url("kern/kern.min.css"))
    plain = client.get(static_url("kern/kern.min.css"), headers={"accept-encoding": "identity"})
    assert squeezed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert squeezed.content == plain.content


def test_head_of_a_file_is_answered(client):
    assert client.head(static_url("west.js")).status_code == 200


@pytest.mark.parametrize(
    "name", ["nothing.css", "../pyproject.toml", "%2e%2e/pyproject.toml", "kern"]
)
def test_what_is_not_in_the_folder_is_not_served(client, name):
    assert client.get(f"/static/x/{name}").status_code == 404


def test_a_page_cannot_name_a_file_that_is_not_there():
    with pytest.raises(KeyError):
        static_url("nothing.css")


def test_a_file_sets_no_cookie(client):
    assert "set-cookie" not in client.get(static_url("west.css")).headers
