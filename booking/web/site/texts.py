"""The texts that the law asks for: accessibility, privacy, imprint.

Each language has a file of its own below `templates/texts`; what only the operator of
the house can know is marked there.
"""

from typing import Any

from litestar import Request, Response

from booking.web.negotiation import language_of
from booking.web.pages import page
from booking.web.templating import render


@page(["/accessibility", "/privacy", "/imprint"])
def show_text(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The text of that address."""
    name = request.url.path.strip("/")
    return render(request, f"texts/{name}.{language_of(request.scope)}.html", {})
