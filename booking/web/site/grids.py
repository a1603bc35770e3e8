"""Columns side by side on one clock: the rows of a table in which a piece spans what it takes.

There is a row for each time at which anything begins or ends, and no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booking.web.site.columns import Column, Piece
from calendars.wallclock import ClockTime


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; without a piece, nobody can have the room then."""

    column: Column
    piece: Piece | None
    rows: int
    """How many rows it spans."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin at one time."""

    clock: ClockTime
    cells: tuple[Cell, ...]


def grid_of(columns: Sequence[Column]) -> tuple[Row, ...]:
    """The rows of the table; none if there is nothing to tell of any column."""
    clocks = sorted({clock for one in columns for p in one.pieces for clock in (p.begin, p.end)})
    if not clocks:
        return ()
    steps = [list(_cells_of(column, clocks)) for column in columns]
    return tuple(
        Row(clock, tuple(cell for cells in steps for start, cell in cells if start == clock))
        for clock in clocks[:-1]
    )


def _cells_of(column: Column, clocks: Sequence[ClockTime]) -> Iterator[tuple[ClockTime, Cell]]:
    """The cells of one column from top to bottom, each with its begin."""
    edges = [clocks[0], *(c for p in column.pieces for c in (p.begin, p.end)), clocks[-1]]
    begins = {piece.begin: piece for piece in column.pieces}
    for begin, end in pairwise(sorted(set(edges))):
        rows = clocks.index(end) - clocks.index(begin)
        yield begin, Cell(column, begins.get(begin), rows)
