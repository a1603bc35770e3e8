"""The headers around every response, errors and unknown addresses included.

Middleware never sees a 404 or a refused form, so this is a hook on sending: nothing
leaves the house without it. The policy lets pages use what the house itself serves
and nothing else; no third party is ever contacted.
"""

from collections.abc import Mapping

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import Message, Scope

from booking.web.negotiation import find_language_cookie, language_of

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",  # the icons of KERN are data URIs in its style sheet
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

_ALWAYS: Mapping[str, str] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",  # unless a handler says that its answer may be kept
}
_TRANSPORT: Mapping[str, str] = {"strict-transport-security": "max-age=31536000"}
_TOLD_IN_WORDS = ("text/html", "application/problem+json")


class Envelope:
    """A `before_send` hook of Litestar; a header that a handler has set stays as it is."""

    def __init__(self, base_url: str) -> None:
        """With an `https` address browsers are told never to come without it (RFC 6797)."""
        self._headers = {**_ALWAYS, **(_TRANSPORT if base_url.startswith("https:") else {})}

    async def __call__(self, message: Message, scope: Scope) -> None:
        """Completes the headers of a response that is about to begin."""
        if message["type"] != "http.response.start" or scope["type"] != ScopeType.HTTP:
            return
        headers = MutableScopeHeaders.from_message(message)
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        content_type = headers.get("content-type", "")
        if content_type.startswith(_TOLD_IN_WORDS):
            _tell_language(headers, scope)
        is_page = content_type.startswith("text/html") or "location" in headers
        if is_page and (cookie := find_language_cookie(scope)):
            headers.add("set-cookie", cookie.to_header(header=""))


def _tell_language(headers: MutableScopeHeaders, scope: Scope) -> None:
    headers.setdefault("content-language", language_of(scope))
    headers.extend_header_value("vary", "Accept-Language, Cookie")
