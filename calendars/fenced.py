"""A foreign calendar is read in a process of its own, with little memory and little time.

What gets through the fences and still runs wild ends there, and nobody waits for it.
"""

import base64
import json
import resource
import subprocess
import sys
from dataclasses import asdict
from zoneinfo import ZoneInfo

from calendars.foreign import Instance, PassedOver, Reading, UnreadableCalendar
from calendars.period import Period
from calendars.reader import read_calendar

PATIENCE = 60
"""Seconds of the wall clock."""
MOST_CPU = 30
"""Seconds of processor time."""
MOST_MEMORY = 1024**3


def read_fenced(content: bytes, zone: ZoneInfo, window: Period) -> Reading:
    """As `calendars.reader.read_calendar`, and raises `UnreadableCalendar` also for a file that
    takes too long or too much."""
    wish = {
        "content": base64.b64encode(content).decode("ascii"),
        "zone": zone.key,
        "starts": window.starts,
        "ends": window.ends,
    }
    command = [sys.executable, "-I", "-m", "calendars.fenced"]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(wish).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableCalendar("takes_too_long") from None
    if done.returncode != 0:
        raise UnreadableCalendar("takes_too_long")
    return told_back(json.loads(done.stdout))


def told_back(answer: dict[str, list[dict[str, object]]]) -> Reading:
    """What the other process found, as values again."""
    refusals = answer.get("refusal")
    if refusals:
        raise UnreadableCalendar(str(refusals[0]["code"]), **dict(refusals[0]["facts"]))  # type: ignore[call-overload]
    instances = (
        Instance(**one | {"period": Period.from_epoch(*one["period"])})  # type: ignore[arg-type, misc]
        for one in answer["instances"]
    )
    return Reading(
        tuple(instances),
        tuple(PassedOver(**one) for one in answer["passed_over"]),  # type: ignore[arg-type]
    )


def main() -> None:
    """The other process: takes one wish, gives one answer."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    wish = json.load(sys.stdin.buffer)
    window = Period.from_epoch(wish["starts"], wish["ends"])
    try:
        found = read_calendar(base64.b64decode(wish["content"]), ZoneInfo(wish["zone"]), window)
        answer = {
            "instances": [
                asdict(one) | {"period": (one.period.starts, one.period.ends)}
                for one in found.instances
            ],
            "passed_over": [asdict(one) for one in found.passed_over],
        }
    except UnreadableCalendar as refusal:
        answer = {"refusal": [{"code": refusal.code, "facts": dict(refusal.facts)}]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
