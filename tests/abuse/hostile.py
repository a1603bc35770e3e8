"""Every address, called with nonsense of every kind: by visitors, by staff, by programs."""

import random
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from urllib.parse import quote, urlencode

import httpx

from tests.abuse.addresses import Address, every_address
from tests.abuse.fuzzing import HEADERS, Fuzz
from tests.abuse.house import House, csrf
from tests.abuse.promises import Promises

LEARNT = {
    "reference": re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b"),
    "number": re.compile(r"/staff/[a-z/-]+/(\d+)"),
    "room": re.compile(r"/rooms/([a-z0-9-]+)"),
    "field": re.compile(r'name="([a-z][a-z_-]*)"'),
}
MOST_LEARNT = 40
NOT_CALLED = {("POST", path) for path in ("/sign-out", "/sign-in", "/sign-in/code")}
"""Whoever is signed out, or has tried too often, meets only one page from then on."""
LINES = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/9.9\r\nhost: x\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nhost: x\r\n\r\n",
    b"GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nhost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nhost: x\r\nx: \x00\r\n\r\n",
    b"GET / HTTP/1.1\r\nhost: x\r\nx: " + b"y" * 400_000 + b"\r\n\r\n",
    b"GET /" + b"y" * 100_000 + b" HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    b"POST /api/check HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef",
    b"POST /api/check HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
    b"POST /api/check HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    b"POST /api/check HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nffffffffff\r\nabc",
    b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n"
    b"transfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /staff HTTP/1.1\r\n\r\n",
)
"""What is no sound HTTP, or says two things at once."""
Sent = tuple[str, str, dict[str, object]]
"""A method, a target, and the rest for `httpx`."""


@dataclass
class Hostility:
    """Some clients without manners, and what they have learnt."""

    house: House
    promises: Promises
    fuzz: Fuzz

    def go_on(self, seconds: float) -> int:
        """Calls all addresses in turn until the time is over; returns how many calls it were."""
        addresses = [one for one in every_address() if (one.method, one.path) not in NOT_CALLED]
        calls = 0
        with (
            self.house.browser() as visitor,
            self.house.browser() as staff,
            self.house.api() as api,
        ):
            self.house.signed_in(staff)
            until = monotonic() + seconds
            while monotonic() < until:
                for address in self.fuzz.chance.sample(addresses, len(addresses)):
                    if monotonic() >= until:
                        break
                    by = api if address.path.startswith("/api") else staff
                    self.call(self.fuzz.chance.choice((by, by, visitor)), address)
                    calls += 1
                self.house.signed_in(staff)
        return calls

    def call(self, client: httpx.Client, address: Address) -> None:
        """One call, and a look at its answer."""
        method, target, rest = self.nonsense(address, csrf(client))
        try:
            answer = client.request(method, target, **rest)  # type: ignore[arg-type]
        except (httpx.InvalidURL, UnicodeEncodeError, httpx.LocalProtocolError):
            return  # the client itself would not send it
        except httpx.TransportError as broken_off:
            told = f"{broken_off!r} to {method} {target[:200]}"
            self.promises.hold("every call is answered", False, told)
            return
        self.promises.hold("every call is answered", True)
        self.promises.look_at(answer, f"{method} {target[:200]} {str(rest)[:400]}")
        self.learn(answer)

    def nonsense(self, address: Address, token: str) -> Sent:
        """What to send to an address."""
        fuzz = self.fuzz
        parts = {name: quote(fuzz.part(name, kind), safe="") for name, kind in address.parts}
        target = address.path.format(**parts) or "/"
        if fuzz.chance.random() < 0.5:
            target += "?" + urlencode(fuzz.fields(), doseq=True)
        headers = dict(fuzz.chance.sample(HEADERS, fuzz.chance.choice((0, 0, 0, 1, 2))))
        rest: dict[str, object] = {"headers": headers}
        if address.method == "POST":
            rest |= self.body(address, token)
        is_head = address.method == "GET" and fuzz.chance.random() < 0.1
        return "HEAD" if is_head else address.method, target, rest

    def body(self, address: Address, token: str) -> Mapping[str, object]:
        """A body for it: a form with its token, a call, or neither."""
        chance = self.fuzz.chance
        if chance.random() < 0.05:
            return {"content": chance.randbytes(chance.choice((0, 9, 3000, 400_000)))}
        if address.path.startswith("/api"):
            return {"content": self.fuzz.json(), "headers": {"content-type": "application/json"}}
        form = {**self.fuzz.fields(), "_csrf_token": [token]}
        if chance.random() < 0.2:
            files = {chance.choice(("file", "photo")): ("a/../ß.ics", chance.randbytes(500))}
            return {"data": form, "files": files}
        return {"data": form}

    def learn(self, answer: httpx.Response) -> None:
        """Keeps some of what an answer names, for later calls."""
        if answer.headers.get("content-type", "").startswith(("text/html", "application/json")):
            for name, pattern in LEARNT.items():
                known = self.fuzz.known.setdefault(name, set())
                known |= set(pattern.findall(answer.text)[: MOST_LEARNT - len(known)])


def speak_no_http(house: House, promises: Promises) -> None:
    """What is no sound HTTP is refused or hung up on, soon."""
    for line in LINES:
        with socket.create_connection(("127.0.0.1", house.first.port), timeout=25) as connection:
            try:
                connection.sendall(line)
                connection.shutdown(socket.SHUT_WR)
                said = connection.recv(65536)
            except OSError as hung_up:
                said = b""
                promises.hold(
                    "no sound HTTP, no long wait", not isinstance(hung_up, TimeoutError), line
                )
        is_fault = said.startswith(b"HTTP/1.1 5") and not said.startswith(b"HTTP/1.1 503")
        promises.hold("what is no sound HTTP is refused or hung up on", not is_fault, line[:60])


def be_hostile(house: House, promises: Promises, seed: int, seconds: float) -> int:
    """All of it."""
    speak_no_http(house, promises)
    return Hostility(house, promises, Fuzz(random.Random(seed))).go_on(seconds)
