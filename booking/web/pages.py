"""How handlers are declared: a page to look at, a form to send, and work done in a thread.

Litestar's own `sync_to_thread=True` wraps a handler anew each time it is registered:
one with two paths, or two on one path, then answer with a coroutine that nobody
awaits (2.25, a 500). A handler that is wrapped here is wrapped once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.enums import HttpMethod
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler, route
from pydantic import BaseModel

from booking.domain.people import require_staff
from booking.domain.refusals import NotFound
from booking.web.forms import form_of
from booking.web.identity import session_person

P = ParamSpec("P")
T = TypeVar("T")
OF_STAFF = "/staff"
LARGEST_NUMBER = 2**31 - 1
Declared = Callable[[Callable[..., Any]], HTTPRouteHandler]


def in_thread(work: Callable[P, T]) -> Callable[P, Any]:
    """The handler as a coroutine that runs in the pool of threads; below `@get` or `@post`."""

    @wraps(work)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return await sync_to_thread(work, *args, **kwargs)

    return run


def is_of_staff(path: str | list[str]) -> bool:
    """Whether an address is one of the desk: nobody else may even learn what it wants."""
    return isinstance(path, str) and (path == OF_STAFF or path.startswith(f"{OF_STAFF}/"))


def staff_only(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Turns everybody else away before anything is read; the services ask once more."""
    require_staff(session_person(connection))


def possible_numbers(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """An address with a number that no database can have given leads nowhere; asked for it,
    the databases fail."""
    numbers = (value for value in connection.path_params.values() if isinstance(value, int))
    if any(number > LARGEST_NUMBER for number in numbers):
        raise NotFound(what="page")


def page(path: str | list[str], **options: Any) -> Declared:
    """A handler that shows a page; options are those of `litestar.route`.

    It answers HEAD as it answers GET, as RFC 9110, section 9.1 wants; on a `@get`
    Litestar answers 405.
    """
    return _declared(path, [HttpMethod.GET, HttpMethod.HEAD], options)


def deed(path: str | list[str], form: type[BaseModel] | None = None, **options: Any) -> Declared:
    """A handler that takes a form of such a kind as `form: TheForm[...]`; it ends with
    `Redirect(..., status_code=303)` or the form again."""
    needs = {} if form is None else {"form": Provide(form_of(form))}
    options["dependencies"] = {**needs, **options.get("dependencies", {})}
    return _declared(path, [HttpMethod.POST], {"status_code": 200, **options})


def _declared(
    path: str | list[str], methods: list[HttpMethod], options: dict[str, Any]
) -> Declared:
    guards = [*([staff_only] if is_of_staff(path) else []), possible_numbers]
    declare = route(path, http_method=methods, include_in_schema=False, guards=guards, **options)
    return lambda work: declare(in_thread(work))
