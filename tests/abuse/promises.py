"""What the house promises to whoever misuses it, and how often it was held to it."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import httpx

SHOWN = 5
"""How many breaches of one promise are told."""
TRACEBACK = re.compile(r"Traceback \(most recent call last\)|File \"[^\"]+\", line \d+")
MAY_FAIL = {503}
"""Too busy, please come again: the one failure that is honest."""
WORDS = re.compile(r"<h1[^>]*>[^<]*\w")

NO_FAULT = "no answer is a fault of ours (5xx but 503)"
NO_TRACEBACK = "no answer shows the inside of the program"
A_SENTENCE = "each refusal is a problem or a page with a sentence"


@dataclass
class Promises:
    """Each promise by its sentence: how often it was asked for, and how it was broken."""

    asked: Counter[str] = field(default_factory=Counter)
    broken: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def hold(self, promise: str, is_kept: bool, told: object = "") -> None:
        """Counts one trial."""
        self.asked[promise] += 1
        if not is_kept:
            self.broken[promise].append(str(told))

    def look_at(self, answer: httpx.Response, sent: str) -> None:
        """What is promised of every answer, whoever asked for it."""
        status = answer.status_code
        self.hold(NO_FAULT, status < 500 or status in MAY_FAIL, f"{status} to {sent}")
        text = answer.text if status >= 400 else ""
        self.hold(NO_TRACEBACK, not TRACEBACK.search(text), sent)
        if status >= 400 and answer.request.method != "HEAD":
            self.hold(A_SENTENCE, says_what_to_do(answer), f"{status} to {sent}: {text[:200]!r}")

    def lines(self) -> list[str]:
        """A line for each promise, and some of the breaches."""
        told = []
        for promise, count in self.asked.items():
            breaches = self.broken.get(promise, [])
            told.append(f"{'BROKEN' if breaches else 'kept':7} {promise}: {count} times asked")
            told += [f"        {breach}" for breach in breaches[:SHOWN]]
            if len(breaches) > SHOWN:
                told.append(f"        and {len(breaches) - SHOWN} times more")
        return told


def says_what_to_do(answer: httpx.Response) -> bool:
    """Whether a refusal is one that a program or a person can do something with."""
    kind = answer.headers.get("content-type", "").split(";")[0]
    if kind == "application/problem+json":
        problem = answer.json()
        return bool(problem["title"] and problem["detail"] and problem["type"])
    if kind == "text/html":
        return bool(WORDS.search(answer.text))
    return kind == "text/plain" and bool(answer.text.strip())
