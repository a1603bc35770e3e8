"""The texts that the law asks for: accessibility, privacy, imprint; and one in Leichte Sprache.

Each language has a file of its own below `templates/texts`; what only the operator of
the house can know is marked there. Where a language has none, the German text stands in.
"""

from litestar import Response
from litestar.exceptions import NotFoundException

from booking.resources import resource
from booking.web.dependencies import TheBooks
from booking.web.negotiation import language_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.templating import render
from booking.words.catalogue import BINDING


@page(["/accessibility", "/privacy", "/imprint"])
def show_text(request: Asker) -> Response[bytes]:
    """The text of that address."""
    return _told(request, request.url.path.strip("/"))


@page("/leichte-sprache")
def show_easy_text(request: Asker, books: TheBooks) -> Response[bytes]:
    """How to ask for a room, in Leichte Sprache; hidden until people have approved it."""
    if not books.house.easy_language_approved:
        raise NotFoundException
    return _told(request, "leichte-sprache")


def _told(request: Asker, name: str) -> Response[bytes]:
    wanted = language_of(request.scope)
    has_own = resource("templates").joinpath("texts", f"{name}.{wanted}.html").is_file()
    language = wanted if has_own else BINDING
    return render(request, f"texts/{name}.{language}.html", {"text_language": language})
