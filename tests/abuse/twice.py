"""The same sent twice, or eight times at once: it is done once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import httpx

from tests.abuse.house import House, csrf
from tests.abuse.promises import Promises

AT_ONCE = 8
AFTER_THE_RACE = timedelta(days=63)
"""So much later nobody fought for the hall; of twenty weeks, samples may have some."""


def be_hasty(house: House, promises: Promises, first_day: date) -> None:
    """A call with one key, a decision, and a form of staff with one nonce, each from many hands."""
    wish = a_wish("hasty", first_day + AFTER_THE_RACE, weeks=20)
    key = {"idempotency-key": "hasty"}

    def ask(client: httpx.Client) -> httpx.Response:
        return client.post("/api/bookings", json=wish, headers=key)

    asked = at_once(house, promises, ask)
    references = {one.json().get("reference") for one in asked}
    promises.hold("a call sent many times is one booking", len(references) == 1, references)
    reference = str(references.pop())

    def confirm(client: httpx.Client) -> httpx.Response:
        return client.post(f"/api/bookings/{reference}/decision", json={"confirm": "free"})

    decided = at_once(house, promises, confirm)
    statuses = {one["status"] for answer in decided for one in answer.json()["occurrences"]}
    promises.hold("a decision sent many times is one", statuses == {"confirmed"}, statuses)
    with house.browser() as browser:
        house.signed_in(browser)
        form = {"_csrf_token": csrf(browser), "said": "tell", "text": "Zweimal gesagt."}

    def tell(_: httpx.Client) -> httpx.Response:
        return httpx.post(
            f"{house.first.address}/staff/bookings/{reference}/messages",
            data=form,
            cookies=browser.cookies,
            timeout=30,
        )

    at_once(house, promises, tell)
    shown = httpx.get(f"{house.first.address}/staff/bookings/{reference}", cookies=browser.cookies)
    times = shown.text.count("Zweimal gesagt.")
    promises.hold("what staff say many times is said once", times == 1, f"{times} times")


def a_wish(title: str, day: date, room: str = "saal-b", weeks: int = 4) -> dict[str, object]:
    """A series in the evening; addresses and names are invented."""
    return {
        "room": room,
        "date": day.isoformat(),
        "begin": "18:00",
        "end": "20:00",
        "recurrence": {"rrule": f"FREQ=WEEKLY;COUNT={weeks}"},
        "title": title,
        "association": {"name": "Chor", "contact": "A. B.", "email": "chor@example.org"},
    }


def at_once(
    house: House, promises: Promises, deed: Callable[[httpx.Client], httpx.Response]
) -> list[httpx.Response]:
    """What many get who do the same at the same time, at both processes."""

    def do(number: int) -> httpx.Response:
        with house.api(house.addresses[number % len(house.addresses)]) as client:
            return deed(client)

    with ThreadPoolExecutor(AT_ONCE) as hands:
        answers = list(hands.map(do, range(AT_ONCE)))
    for answer in answers:
        promises.look_at(answer, str(answer.request.url))
    return answers
