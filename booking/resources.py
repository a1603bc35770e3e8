"""Where the files beside the code lie: templates, static files, the room file.

An installed package carries them in `_data`; a checkout has them at its top. The
package is asked first, so that a foreign `templates` folder can never win.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The file or folder of that name; raises FileNotFoundError if neither place has it."""
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.exists():
            return place
    raise FileNotFoundError(f"This installation lacks {name!r}. Please install it again.")
