"""Tables for spreadsheets: CSV (RFC 4180) that Excel opens rightly and that runs no formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

from litestar import Response

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel does not know UTF-8."""
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are the first four as East Asian keyboards write them."""


def as_csv(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response[bytes]:
    """The table as a file to keep."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=";")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.getvalue().encode(), media_type="text/csv", headers=headers)


def harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA):
        return f"'{cell}"
    return cell
