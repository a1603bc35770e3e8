"""The style sheets, fonts and scripts, served from memory under an address of their own version.

The version is a hash over all files, so a browser may keep each one for ever and still
never shows an old one. What was not there at the start is not served: no path is ever
put together from what somebody sent.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litestar import Response
from litestar.enums import HttpMethod
from litestar.exceptions import NotFoundException
from litestar.handlers import route
from litestar.params import FromPath

from booking.resources import resource
from booking.web.csrf import NO_CSRF
from booking.web.requests import Asker

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_MEDIA_TYPES: Mapping[str, str] = {  # a table of our own: that of the system differs everywhere
    ".css": "text/css",
    ".js": "text/javascript",
    ".md": "text/plain",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
_SQUEEZED = ("text/", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it goes out; `squeezed` is its gzip form, where that is worth it."""

    content: bytes
    squeezed: bytes | None
    media_type: str
    etag: str


@cache
def static_files() -> Mapping[str, StaticFile]:
    """All files by their path below `static`, such as `kern/kern.min.css`."""
    root = resource("static")
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): _load(path) for path in paths}


def _load(path: Path) -> StaticFile:
    content = path.read_bytes()
    media_type = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
    return StaticFile(
        content=content,
        squeezed=gzip.compress(content, mtime=0) if media_type.startswith(_SQUEEZED) else None,
        media_type=media_type,
        etag=f'"{hashlib.sha256(content).hexdigest()[:24]}"',
    )


@cache
def static_version() -> str:
    """A short hash that changes when any of the files does."""
    marks = "\n".join(f"{name} {file.etag}" for name, file in static_files().items())
    return hashlib.sha256(marks.encode()).hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a file; raises KeyError for one that is not there."""
    if name not in static_files():
        raise KeyError(name)
    return f"/static/{static_version()}/{name}"


@route(
    "/static/{version:str}/{name:path}",
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    opt=NO_CSRF,
    include_in_schema=False,
    sync_to_thread=False,  # everything is in memory
)
def serve_static(request: Asker, version: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """One file, or 304 if the browser has it; an old version gets what is there now."""
    file = static_files().get(name.lstrip("/"))
    if file is None:
        raise NotFoundException
    headers = {
        "etag": f"W/{file.etag}",  # weak: it stands for the plain and the squeezed form
        "cache-control": _FOR_EVER if version == static_version() else _ASK_AGAIN,
        "vary": "Accept-Encoding",
    }
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    if file.squeezed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(file.squeezed, media_type=file.media_type, headers=headers)
    return Response(file.content, media_type=file.media_type, headers=headers)
