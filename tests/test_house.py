"""How the house is built, as rules that fail by name: who may look at whom, which floor
knows which library, who may ask what time it is, how long a thing may get, and what may
stand at the door.

Reads the sources with `ast`; nothing is imported, so nothing can hide behind a condition.
"""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

HOUSE = Path(__file__).parent.parent
FLOORS = (
    ("calendars",),
    ("booking.resources",),
    ("booking.domain",),
    ("booking.words",),
    ("booking.store",),
    ("booking.services",),
    ("booking.web",),
    ("booking",),
)
"""From the ground up; the last is whatever stands in no other: app, config, commands."""

ONLY_HERE = {
    "sqlmodel": ("booking.store",),
    "sqlalchemy": ("booking.store",),
    "alembic": ("booking.store",),
    "litestar": ("booking.web", "booking.app", "booking.background"),
    "jinja2": (
        "booking.web",
        "booking.services.mail",
        "booking.commands.feed_index",
        "booking.words.in_templates",
    ),
    "icalendar": ("calendars.writer", "calendars.reader"),
    "uvicorn": ("booking.commands",),
}
"""Which part of the house knows a library; no other part may."""

SHARED_BY_SERVICES = frozenset(
    {
        "asking",
        "books",
        "weighing",
        "mail",
        "kept_feeds",
        "feed_contents",
        "feed_events",
        "feed_visits",
        "day_contents",
        "other_places",
        "own_pace",
    }
)
"""What any service may use. These use no service but each other."""
MADE_OF = {
    "looking_up": {"plans"},
    "calendar": {"plans"},
    "closures": {"closure_hits"},
    "entering": {"enquiries"},
    "counter_proposals": {"proposals"},
    "desk": {"consequences", "decisions", "inbox"},
    "inbox": {"bookings"},
    "problems": {"photos"},
    "doctor": {"planting", "feeds"},
    "drafts": {"proofs"},
    "handovers": {"delegates"},
    "merging": {"associations"},
    "renewals": {"decisions", "inbox"},
    "jobs": {"drafts", "problems", "forgetting"},
    "offers": {"decisions"},
    "passwords": {"sign_in"},
    "sign_in": {"second_factor"},
    "swaps": {"moves"},
    "undoing": {"reopening"},
}
"""The services that are made of others; every other one stands for itself."""

CLOCKS = frozenset({"now", "utcnow", "today", "time", "time_ns"})
"""What tells the time. Only `utc_now` asks; all others are told."""
MAY_ASK_THE_TIME = frozenset({"utc_now"})

LONGEST_FILE = 250
LONGEST_FUNCTION = 45
"""The goals are 200 and 30 lines; beyond these a file or function must be divided."""
LONG_BY_NATURE = ("booking.store.migrations.",)


class Import(NamedTuple):
    """One arrow between two modules."""

    source: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.source}:{self.line} imports {self.target}"


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the house, by its dotted name."""
    found = {}
    for package in ("calendars", "booking"):
        for path in sorted((HOUSE / package).rglob("*.py")):
            parts = path.relative_to(HOUSE).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the house, also those within functions."""
    return tuple(
        Import(name, target, node.lineno)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        for target in targets_of(node)
    )


def targets_of(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports: `from a import b` may mean the module `a.b`."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in modules() else str(node.module)


def lies_in(name: str, part: str) -> bool:
    """Whether a module is that part of the house, or within it."""
    return name == part or name.startswith(f"{part}.")


def floor_of(name: str) -> int | None:
    """The number of the floor of a module, or None for one that is not of this house."""
    for number, parts in enumerate(FLOORS):
        if any(lies_in(name, part) for part in parts):
            return number
    return None


def own_imports() -> list[Import]:
    """The imports between modules of the house."""
    return [one for one in imports() if floor_of(one.target) is not None]


def told(found: object) -> str:
    """A list as lines."""
    return "\n".join(map(str, found))  # type: ignore[call-overload]


def test_there_is_a_house_to_look_at() -> None:
    assert {"calendars.period", "booking.domain.rules.time", "booking.store.door"} <= set(modules())
    assert len(own_imports()) > 300


def test_nobody_looks_up() -> None:
    upward = [
        one
        for one in own_imports()
        if (floor_of(one.target) or 0) > (floor_of(one.source) or 0)
        and one.target != "booking"  # the package itself says nothing
    ]
    assert not upward, told(upward)


def test_the_ground_floor_knows_nothing_of_bookings() -> None:
    knowing = [one for one in imports() if lies_in(one.source, "calendars")]
    assert not [one for one in knowing if lies_in(one.target, "booking")]


def test_no_modules_go_round_in_a_circle() -> None:
    graph: dict[str, set[str]] = {name: set() for name in modules()}
    for one in own_imports():
        if one.target != one.source:
            graph[one.source].add(one.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("library", ONLY_HERE)
def test_a_library_is_known_in_one_place_only(library: str) -> None:
    strangers = [
        one
        for one in imports()
        if lies_in(one.target, library)
        and not any(lies_in(one.source, part) for part in ONLY_HERE[library])
    ]
    assert not strangers, told(strangers)


def test_pages_never_see_the_store() -> None:
    seeing = [
        one
        for one in imports()
        if lies_in(one.source, "booking.web") and lies_in(one.target, "booking.store")
    ]
    assert not seeing, told(seeing)


def test_services_stand_each_for_itself() -> None:
    leaning = []
    for one in imports():
        source, target = service_of(one.source), service_of(one.target)
        if not source or not target or source == target:
            continue
        allowed = SHARED_BY_SERVICES | MADE_OF.get(source, set())
        if target not in allowed:
            leaning.append(one)
    assert not leaning, told(leaning)


def test_shared_parts_use_no_service() -> None:
    leaning = [
        one
        for one in imports()
        if service_of(one.source) in SHARED_BY_SERVICES
        and service_of(one.target) not in SHARED_BY_SERVICES | {None}
    ]
    assert not leaning, told(leaning)


def service_of(name: str) -> str | None:
    """The service that a module is, or None."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["booking", "services"] and len(parts) > 2 else None


def test_only_one_function_asks_what_time_it_is() -> None:
    asking = [
        f"{name}:{call.lineno} asks {ast.unparse(call)}"
        for name, tree in modules().items()
        for call in calls_in(tree)
        if asks_the_time(call)
    ]
    assert not asking, told(asking)


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
    """All calls but those of functions that may ask for the time."""
    if isinstance(node, ast.FunctionDef) and node.name in MAY_ASK_THE_TIME:
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from calls_in(child)


def asks_the_time(call: ast.Call) -> bool:
    """Whether a call looks at a clock: `datetime.now()`, `date.today()`, `time.time()`."""
    asked = call.func
    return (
        isinstance(asked, ast.Attribute)
        and asked.attr in CLOCKS
        and ast.unparse(asked.value) in {"datetime", "date", "time", "datetime.datetime"}
    )


def test_the_domain_does_no_work_of_the_outside_world() -> None:
    worldly = {"os", "pathlib", "random", "secrets", "socket", "subprocess", "threading", "time"}
    reaching = [
        one
        for one in imports()
        if lies_in(one.source, "booking.domain") and one.target.split(".")[0] in worldly
    ]
    assert not reaching, told(reaching)


def test_no_file_grows_too_long() -> None:
    long = []
    for name in modules():
        path = HOUSE.joinpath(*name.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE and not name.startswith(LONG_BY_NATURE):
            long.append(f"{name}: {lines} lines")
    assert not long, told(long)


def test_no_function_grows_too_long() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}: {length_of(node)} lines"
        for name, tree in modules().items()
        if not name.startswith(LONG_BY_NATURE)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length_of(node) > LONGEST_FUNCTION
    ]
    assert not long, told(long)


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Its lines without decorators: from `def` to the last."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_every_module_says_what_it_is() -> None:
    silent = [
        name
        for name, tree in modules().items()
        if tree.body and not ast.get_docstring(tree) and not name.startswith(LONG_BY_NATURE)
    ]
    assert not silent, told(silent)


def test_nothing_is_imported_for_type_checking_alone() -> None:
    hiding = [one for one in imports() if one.target == "__future__"]
    assert not hiding, told(hiding)
