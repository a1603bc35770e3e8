"""Processes that ask for the same dates, confirm and give up, while a server is killed."""

import multiprocessing
import random
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from time import monotonic, sleep

import httpx

from tests.abuse.house import House
from tests.abuse.promises import Promises
from tests.abuse.twice import a_wish

CLIENTS = 6
HALLS = ("saal", "saal-a", "saal-b")
"""Two halves and the whole: who has one is in the way of the other."""
GIVEN_UP = 0.85
"""So often somebody gives up what they have, or soon nothing would be free any more."""
EXPECTED = {200, 201, 409, 503}
TRIES = 200
IMPATIENT = 4.0
"""Seconds that a client waits before it asks again: a server that starts lets it wait."""


@dataclass
class Memory:
    """What one client was told, and must find again."""

    promised: dict[str, set[int]] = field(default_factory=dict)
    """The dates that were confirmed, by the reference of their booking."""
    keys: dict[str, set[str]] = field(default_factory=dict)
    """The references that each key got."""
    faults: list[str] = field(default_factory=list)
    wishes: int = 0
    """How often it asked, in vain or not."""


@dataclass(frozen=True)
class Runner:
    """One client in a process of its own; all is told, so that it can be sent there."""

    number: int
    addresses: tuple[str, ...]
    token: str
    first_day: date
    seed: int

    def run(self, seconds: float) -> Memory:
        """Asks, confirms and gives up again until the time is over."""
        memory, chance = Memory(), random.Random(f"{self.seed} {self.number}")
        until, count = monotonic() + seconds, 0
        bearer = {"authorization": f"Bearer {self.token}"}
        with httpx.Client(headers=bearer, timeout=IMPATIENT) as client:
            while monotonic() < until:
                count += 1
                self.one_booking(client, f"race-{self.number}-{count}", chance, memory)
        return memory

    def one_booking(
        self, client: httpx.Client, key: str, chance: random.Random, memory: Memory
    ) -> None:
        """One series from the wish to the promise, and sometimes given up again."""
        memory.wishes += 1
        day = self.first_day + timedelta(days=chance.randint(0, 6))
        wish = a_wish(key, day, chance.choice(HALLS))
        call = partial(self.call, client, chance, memory)
        asked = call("/api/bookings", wish, key)
        if asked is None or "reference" not in asked:
            return  # nothing of it is free, which is a sound answer
        reference = str(asked["reference"])
        memory.keys.setdefault(key, set()).add(reference)
        address = f"/api/bookings/{reference}"
        memory.promised[reference] = confirmed_in(call(f"{address}/decision", {"confirm": "free"}))
        if chance.random() < GIVEN_UP:
            memory.promised[reference] = set()
            call(f"{address}/cancellation", {"occurrences": "all", "reason": "race"})

    def call(
        self,
        client: httpx.Client,
        chance: random.Random,
        memory: Memory,
        path: str,
        body: object,
        key: str = "",
    ) -> dict[str, object] | None:
        """The answer, asked for again as long as the server that should give it is gone. Most
        calls go to the one that is never killed, so that there is always a crowd."""
        headers = {"idempotency-key": key} if key else {}
        for _ in range(TRIES):
            with suppress(httpx.TransportError):
                address = chance.choice((self.addresses[0], *self.addresses))
                answer = client.post(address + path, json=body, headers=headers)
                if answer.status_code not in EXPECTED:
                    memory.faults.append(f"{answer.status_code} to {path}: {answer.text[:200]}")
                if answer.status_code != 503:
                    found: dict[str, object] = answer.json()
                    return found
            sleep(0.1)
        memory.faults.append(f"no answer to {path} after {TRIES} trials")
        return None


def confirmed_in(booking: dict[str, object] | None) -> set[int]:
    """The ids of the dates that an answer calls confirmed."""
    dates = (booking or {}).get("occurrences", ())
    return {one["id"] for one in dates if one["status"] == "confirmed"}  # type: ignore[attr-defined]


def race_and_kill(
    house: House, promises: Promises, seed: int, seconds: float, first_day: date
) -> tuple[int, int]:
    """Lets them run, kills the second server again and again, then looks what still stands.
    Returns how many bookings came of how many wishes."""
    forked = multiprocessing.get_context("fork")  # quick; there is no thread but this one
    with ProcessPoolExecutor(CLIENTS, mp_context=forked) as pool:
        runners = [
            Runner(number, house.addresses, house.token, first_day, seed)
            for number in range(CLIENTS)
        ]
        running = [pool.submit(one.run, seconds) for one in runners]
        kill_now_and_then(house, running)
        memories = [one.result() for one in running]
    for fault in (told for memory in memories for told in memory.faults):
        promises.hold("nobody who races gets an error", False, fault)
    promises.hold("nobody who races gets an error", True)
    look_again(house, promises, memories)
    booked = sum(len(memory.keys) for memory in memories)
    return booked, sum(memory.wishes for memory in memories)


def kill_now_and_then(house: House, running: list["Future[Memory]"]) -> None:
    """Until all are done: the second server dies in the middle of its work, and comes again."""
    chance = random.Random(len(running))
    while not all(one.done() for one in running):
        sleep(chance.uniform(0.3, 2.0))
        house.servers[1].kill()
        house.servers[1].start()


def look_again(house: House, promises: Promises, memories: list[Memory]) -> None:
    """Whether everything that was promised stands, and nothing stands twice."""
    with house.api() as client:
        for memory in memories:
            for reference, dates in memory.promised.items():
                standing = confirmed_in(client.get(f"/api/bookings/{reference}").json())
                kept = dates <= standing
                promises.hold("what was confirmed stands after a crash", kept, reference)
            for key, references in memory.keys.items():
                promises.hold(
                    "a call repeated after a crash is one booking", len(references) == 1, key
                )
