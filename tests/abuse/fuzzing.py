"""What hostile and clumsy clients send, made from a seed: the same seed, the same nonsense."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field

TEXTS = (
    "", " ", "\x00", "a\x00b", "\ud7ff", "\ufeff", "\u202e\u2066", "😀" * 40, "ẞ", "null", "NaN",
    "-1", "0", "1", "2147483648", "9" * 30, "9" * 5000, "1e309", "٣", "²", "0x10", "١٢:٠٠",
    "24:00", "25:61", "18:00", "2027-02-30", "0000-00-00", "9999-12-31", "2027-03-28", "20270328",
    "../../etc/passwd", "%2e%2e%2f", "%00", "%ff", "'; DROP TABLE booking; --", "' OR 1=1 --",
    "<script>alert(1)</script>", "{{7*7}}", "%(name)s", "{0.__class__}", "\r\nSet-Cookie: a=b",
    "http://evil.example/", "//evil.example", "javascript:alert(1)", "a@b", "x" * 300, "x" * 70_000,
    "on", "true", "once", "weekly", "monthly", "FREQ=SECONDLY", "FREQ=WEEKLY;COUNT=99999999",
    "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=99991231", "saal", "saal-a", "kueche", "all", "free", "de", "ar",
)  # fmt: skip
NAMES = (
    "room", "rooms", "day", "day-day", "day-month", "day-year", "until-year", "begin", "end",
    "date", "dates", "page", "start", "q", "key", "lang", "next", "status", "version", "kind",
    "occurrence", "scope", "email", "name", "text", "answer", "week", "first", "last", "from",
    "to", "seen", "code",
)  # fmt: skip
WISH = {
    "room": "saal-a",
    "date": "2027-01-12",
    "begin": "18:00",
    "end": "20:00",
    "recurrence": {"rrule": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270309", "skip": ["public_holidays"]},
    "title": "Probe",
    "persons": 12,
    "association": {"name": "Chor", "contact": "A. B.", "email": "a@example.org"},
}
DECISION = {
    "confirm": "free",
    "decline": [1],
    "hold": [2],
    "hold_until": "2026-12-24",
    "version": 1,
}
MOVE = {"occurrence": 1, "room": "saal-b", "date": "2027-01-13", "scope": "all", "reason": "x"}
BODIES = (WISH, DECISION, MOVE, {"occurrences": "all"}, {"accept": True, "occurrence": 1})
HEADERS = (
    ("accept-language", "*;q=NaN, ar-\x7f, de;q=99"),
    ("accept-language", "x-" * 4000),
    ("cookie", "csrftoken=%ff; session=" + "a" * 5000),
    ("cookie", "device=\x7f; =; ;;;"),
    ("if-none-match", '"' + "x" * 9000),
    ("if-modified-since", "Thu, 99 Foo 99999 99:99:99 GMT"),
    ("range", "bytes=0-1,5-,-9,a-b"),
    ("content-type", "application/json; charset=utf-7"),
    ("content-type", "multipart/form-data"),
    ("content-type", "text/calendar"),
    ("authorization", "Bearer " + "A" * 9000),
    ("authorization", "Basic Og=="),
    ("idempotency-key", "\x7f" * 300),
    ("host", "evil.example"),
    ("x-forwarded-for", "::1, 999.999.999.999"),
    ("origin", "null"),
    ("expect", "100-continue"),
)
LONG = 100
"""Letters. What is longer is not repeated often: repeated thrice, it would fill the memory."""


@dataclass
class Fuzz:
    """Chance, and what has been learnt from answers so far: what names something that is there."""

    chance: random.Random
    known: dict[str, set[str]] = field(default_factory=dict)

    def text(self) -> str:
        """Something for a field."""
        known = [value for values in self.known.values() for value in sorted(values)]
        if known and self.chance.random() < 0.4:
            return self.chance.choice(known)
        return self.chance.choice(TEXTS)

    def part(self, name: str, kind: type) -> str:
        """Something for a place in a path: mostly what is there, or of the right kind at least."""
        of_its_kind = "number" if kind is int else name
        known = sorted(self.known.get(of_its_kind, ()))
        if known and self.chance.random() < 0.7:
            return self.chance.choice(known)
        if kind is int:
            return self.chance.choice(("1", "2", "7", "0", "2147483648", "9" * 25, "x", "-1", "²"))
        return self.chance.choice(TEXTS)

    def fields(self) -> dict[str, list[str]]:
        """A form or a query: some names that are known, and things for them."""
        names = sorted({*NAMES, *self.known.get("field", ())})
        chosen = self.chance.sample(names, self.chance.randint(0, min(12, len(names))))
        return {
            name: [self.text() for _ in range(self.chance.choice((1, 1, 1, 3)))] for name in chosen
        }

    def json(self) -> bytes:
        """A call that is nearly right, or not even JSON."""
        if self.chance.random() < 0.1:
            return self.chance.choice((b"", b"{", b"[" * 9000, b"\xff\xfe", b'{"a":1e999}', b"NaN"))
        body: object = json.loads(json.dumps(self.chance.choice(BODIES)))
        for _ in range(self.chance.randint(0, 3)):
            body = self.mangled(body)
        return json.dumps(body).encode()

    def mangled(self, value: object) -> object:
        """The same with one thing in it replaced."""
        if isinstance(value, dict) and value and self.chance.random() < 0.9:
            name = self.chance.choice(sorted(value))
            return {**value, name: self.mangled(value[name])}
        if isinstance(value, list) and value and self.chance.random() < 0.5:
            return [*value[1:], self.mangled(value[0])]
        replacements: tuple[Callable[[], object], ...] = (
            self.text,
            self.text,
            lambda: self.chance.choice((None, True, -1, 10**30, 1.5, [], {}, [None], [[]] * 9)),
            lambda: {"x": value},
            lambda: [value] * (400 if len(str(value)) < LONG else 2),
        )
        return self.chance.choice(replacements)()
