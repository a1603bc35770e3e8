"""Files that others read meanwhile: a new one takes the place of the old one in one step."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

READABLE = 0o644
"""Temporary files are their owner's alone; the web server must read these."""


def put_in_place(path: Path, content: bytes, changed_at: datetime | None = None) -> None:
    """Writes the file beside its place and moves it there, dated as it was last changed. One
    that says the same already stays, with its date."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(unfinished, READABLE)
        if changed_at is not None:
            os.utime(unfinished, (changed_at.timestamp(), changed_at.timestamp()))
        os.replace(unfinished, path)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise
