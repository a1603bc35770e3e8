"""`./run abuse` itself, as briefly as it goes, so that it cannot rot."""

import json
import random
from datetime import date
from pathlib import Path

import httpx
import pytest

from tests.abuse.addresses import every_address
from tests.abuse.fuzzing import Fuzz
from tests.abuse.hostile import be_hostile
from tests.abuse.house import House
from tests.abuse.promises import A_SENTENCE, NO_FAULT, NO_TRACEBACK, Promises
from tests.abuse.races import Runner, look_again
from tests.abuse.slow import be_slow
from tests.abuse.twice import be_hasty

A_DAY = date(2027, 2, 9)


def test_a_brief_misuse_breaks_no_promise(tmp_path: Path) -> None:
    promises = Promises()
    with House(tmp_path, "sqlite:///abuse.db", has_samples=False, processes=1) as house:
        memory = Runner(1, house.addresses, house.token, A_DAY, seed=7).run(seconds=0.3)
        look_again(house, promises, [memory])
        be_hasty(house, promises, A_DAY)
        assert be_hostile(house, promises, seed=7, seconds=1) > 5
        be_slow(house, promises, connections=8, seconds=0.1)
    assert promises.broken == {}, promises.lines()
    assert memory.faults == []
    assert memory.keys
    assert promises.asked[NO_FAULT] > 20


def test_every_address_is_known_with_its_parts() -> None:
    found = {(one.method, one.path): one.parts for one in every_address()}
    assert found["GET", "/rooms"] == ()
    assert found["POST", "/api/bookings/{reference}/decision"] == (("reference", str),)


@pytest.mark.parametrize(
    ("status", "kind", "text", "broken"),
    [
        (200, "text/html", "", set()),
        (500, "text/html", "<h1>Oh</h1>", {NO_FAULT}),
        (404, "text/html", "<h1></h1>", {A_SENTENCE}),
        (400, "text/plain", 'File "/app/x.py", line 3', {NO_TRACEBACK}),
        (
            422,
            "application/problem+json",
            '{"title": "No", "detail": "", "type": "x"}',
            {A_SENTENCE},
        ),
    ],
)
def test_a_broken_promise_is_noticed(status: int, kind: str, text: str, broken: set[str]) -> None:
    promises = Promises()
    request = httpx.Request("GET", "http://west.example/")
    headers = {"content-type": kind}
    promises.look_at(httpx.Response(status, text=text, headers=headers, request=request), "x")
    assert set(promises.broken) == broken


def test_nonsense_is_never_too_large_for_its_sender() -> None:
    fuzz = Fuzz(random.Random(7))
    for _ in range(300):
        body: object = ["x"]
        for _ in range(3):  # as often as a call is mangled
            body = fuzz.mangled(body)
            assert len(json.dumps(body)) < 1_000_000
