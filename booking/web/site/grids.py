"""Columns side by side on one clock: the rows of a table in which a piece spans what it takes.

The clock runs evenly, in half hours; where something begins or ends in between, a row is cut
in two. What lies outside the opening hours is told apart from what nobody can have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booking.web.site.columns import Column, Piece
from calendars.wallclock import ClockTime

HOUR = 60
HALF_HOUR = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; without a piece, nobody can have the room then."""

    column: Column
    piece: Piece | None
    rows: int
    """How many rows it spans."""
    is_open: bool = True
    """Whether the room is open then."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin at one time."""

    clock: ClockTime
    cells: tuple[Cell, ...]
    marks: int
    """How many rows the mark of this half hour spans; 0 in the middle of one."""
    is_short: bool
    """Whether it lasts less than half an hour."""

    @property
    def is_hour(self) -> bool:
        """Whether a full hour begins here."""
        return self.clock.minutes % HOUR == 0


def grid_of(columns: Sequence[Column]) -> tuple[Row, ...]:
    """The rows of the table; none if there is nothing to tell of any column."""
    clocks = clocks_of(columns)
    if not clocks:
        return ()
    index = {clock: number for number, clock in enumerate(clocks)}
    begins: dict[ClockTime, list[Cell]] = {}
    for column in columns:
        for clock, cell in _cells_of(column, index):
            begins.setdefault(clock, []).append(cell)
    halves = [clock for clock in clocks if clock.minutes % HALF_HOUR == 0]
    marks = {begin: index[end] - index[begin] for begin, end in pairwise(halves)}
    return tuple(
        Row(begin, tuple(begins.get(begin, ())), marks.get(begin, 0), is_short(begin, end))
        for begin, end in pairwise(clocks)
    )


def clocks_of(columns: Sequence[Column]) -> list[ClockTime]:
    """Where rows begin and where the last one ends: each half hour from a full hour on, and
    whatever begins or ends between them."""
    edges = {edge.minutes for one in columns for p in one.pieces for edge in (p.begin, p.end)}
    if not edges:
        return []
    edges |= {edge.minutes for one in columns for stretch in one.open for edge in stretch}
    first = min(edges) // HOUR * HOUR
    last = -(-max(edges) // HALF_HOUR) * HALF_HOUR
    edges.update(range(first, last + 1, HALF_HOUR))
    return [ClockTime(minutes) for minutes in sorted(edges)]


def is_short(begin: ClockTime, end: ClockTime) -> bool:
    """Whether it is less than a half hour."""
    return end.minutes - begin.minutes < HALF_HOUR


def _cells_of(column: Column, index: dict[ClockTime, int]) -> Iterator[tuple[ClockTime, Cell]]:
    """The cells of one column from top to bottom, each with its begin."""
    clocks = list(index)
    pieces = {piece.begin: piece for piece in column.pieces}
    edges = {clocks[0], clocks[-1], *(c for p in column.pieces for c in (p.begin, p.end))}
    between = {edge for stretch in column.open for edge in stretch if not column.is_closed}
    edges |= {edge for edge in between if not any(p.begin < edge < p.end for p in column.pieces)}
    for begin, end in pairwise(sorted(edges)):
        is_open = any(opens <= begin < closes for opens, closes in column.open)
        rows = index[end] - index[begin]
        yield begin, Cell(column, pieces.get(begin), rows, is_open and not column.is_closed)
