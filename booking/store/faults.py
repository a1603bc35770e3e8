"""What can be wrong with a database, told in one sentence to whoever runs the program.

Requests meet a database that is in use; what stands here is met at a start or by a
command: a wrong address, a missing driver, a file that is something else.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util.exc import CommandError
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from booking.store.sqlite import is_damaged

DRIVERS = {"psycopg": "Install it: pip install 'west-booking[postgresql]'"}
"""The modules that only some databases need."""
IF_DAMAGED = (
    "If its file is damaged, end the program, move the file away with what stands beside it"
    " (-wal, -shm), and restore a copy."
)


class DatabaseFault(Exception):
    """The database cannot be used as it is; the text says why and what to do."""


@contextmanager
def telling_database_faults() -> Iterator[None]:
    """Turns what the database's programs raise into a `DatabaseFault`."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError) as error:
        raise DatabaseFault(
            "BOOKING_DATABASE_URL is not an address this program knows. Write one such as"
            " sqlite:///booking.db or postgresql://user@host/name."
        ) from error
    except ModuleNotFoundError as error:
        advice = DRIVERS.get(error.name or "", "Use sqlite or postgresql in BOOKING_DATABASE_URL.")
        raise DatabaseFault(
            f"The module {error.name} for this database is missing. {advice}"
        ) from error
    except CommandError as error:
        raise DatabaseFault(
            "The database has a schema that this program does not know. It was probably used"
            " by a newer program: use that one."
        ) from error
    except DBAPIError as error:
        raise DatabaseFault(why_unusable(first_line(error), error.orig)) from error


def why_unusable(said: str, error: BaseException | None) -> str:
    """The sentence for what the driver said, with the way out where a file is damaged."""
    advice = f" {IF_DAMAGED}" if is_damaged(error) else ""
    return f"The database cannot be used: {said}.{advice}"


def first_line(error: DBAPIError) -> str:
    """What the driver says, without its advice and without the statement."""
    lines = str(error.orig).strip().splitlines() or ["no reason was given"]
    return lines[0].rstrip(".")
