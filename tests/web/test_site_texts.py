"""The texts that the law asks for."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
PAGES = {
    "/accessibility": ("Barrierefreiheit", "Accessibility"),
    "/privacy": ("Datenschutz", "Privacy"),
    "/imprint": ("Impressum", "Imprint"),
}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_each_text_stands_in_each_language(
    empty_house: Client, address: str, language: str
) -> None:
    answer = empty_house.get(address, headers={"accept-language": language})
    heading = PAGES[address][language == "en"]
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert f'<h1 class="kern-heading-x-large">{heading}</h1>' in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_what_only_the_operator_knows_is_marked(empty_house: Client, address: str) -> None:
    page = empty_house.get(address).text
    assert '<mark class="to-fill">[vom Träger auszufüllen:' in page
    assert "raum@das-west.example" in page
