"""Every page as it leaves the house: sound HTML, and little of it.

The HTML is judged by the Nu Html Checker (vnu), in one run for all pages.
"""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import httpx
import pytest

from tests.e2e.pages import PAGES, Who
from tests.e2e.sample_house import SampleHouse

ROOT = Path(__file__).parents[2]
MOST_BYTES = 60_000
"""Of a page with its style sheets, script and pictures, as they are sent, without fonts."""
LANGUAGES = ("de", "ar")


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command that starts vnu."""
    given = os.environ.get("VNU_JAR", ROOT / ".venv/vnu/node_modules/vnu-jar/build/dist/vnu.jar")
    if shutil.which("java") is None:
        pytest.skip("Java is missing: apt install default-jre-headless")
    if not Path(given).exists():
        pytest.skip(
            "vnu is missing: npm install --ignore-scripts --prefix .venv/vnu vnu-jar@26.9.27"
        )
    return ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss2m", "-jar", str(given)]


@pytest.fixture(scope="module")
def answers(sample_house: SampleHouse) -> dict[str, httpx.Response]:
    """All pages in both languages, by what they are called in a failure."""
    found = {}
    for who in Who:
        with httpx.Client(cookies=dict(sample_house.cookies_of(who))) as client:
            found |= {
                f"{page} in {language}": client.get(sample_house.url_of(page, language))
                for page in PAGES
                if page.who is who
                for language in LANGUAGES
            }
    return found


def test_html_is_sound(
    checker: list[str], answers: dict[str, httpx.Response], tmp_path: Path
) -> None:
    names = dict(enumerate(answers))
    for number, name in names.items():
        (tmp_path / f"{number}.html").write_bytes(answers[name].content)
    told = subprocess.run(
        [*checker, "--format", "json", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    errors = [one for one in json.loads(told.stderr)["messages"] if one["type"] == "error"]
    assert [
        f"{names[int(Path(one['url']).stem)]}, line {one.get('lastLine')}:"
        f" {one['message']} {one.get('extract', '')}"
        for one in errors
    ] == []


def test_a_page_is_small(answers: dict[str, httpx.Response]) -> None:
    @cache
    def sent(url: str) -> int:
        with httpx.stream("GET", url) as answer:
            return sum(map(len, answer.iter_raw()))

    sizes = {}
    for name, answer in answers.items():
        parts = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text))
        own = int(answer.headers["content-length"])
        sizes[name] = own + sum(sent(str(answer.url.join(part))) for part in parts)
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
