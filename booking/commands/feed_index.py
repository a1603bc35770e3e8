"""The index of exported feeds: one page that names each calendar, for a plain web server.

It needs nothing else: no style sheet, no script, no picture. Its words are those of the
house, in the language of the house.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from booking.commands.placing import put_in_place
from booking.domain.house import House
from booking.resources import resource
from booking.words.in_templates import install_words
from booking.words.language import direction_of


def write_index(house: House, folder: Path, base_url: str) -> None:
    """Puts `index.html` beside the feeds in one step."""
    language = house.default_language
    templates = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install_words(templates, language)
    rooms = [room for room in house.rooms if not room.is_hidden]
    page = templates.get_template("feeds/index.html").render(
        house=house,
        rooms=rooms,
        locale=language,
        direction=direction_of(language),
        base_url=base_url,
    )
    put_in_place(folder / "index.html", page.encode())
