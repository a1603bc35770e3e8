"""The photos of rooms, served from memory under an address of their own version.

What was not there at the start is not served: no path is ever put together from what
somebody sent. A photo is seen by whoever may see its room.
"""

from collections.abc import Mapping

from litestar import Response
from litestar.params import FromPath

from booking.domain.candidates import get_room_for
from booking.domain.refusals import NotFound
from booking.domain.room_photos import PhotoFile
from booking.domain.rooms import Room
from booking.web.dependencies import TheBooks, ThePerson
from booking.web.pages import page
from booking.web.requests import Asker

FOR_A_YEAR = "max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@page("/rooms/{room:str}/photo/{version:str}")
def show_photo_of_room(
    request: Asker,
    room: FromPath[str],
    version: FromPath[str],
    books: TheBooks,
    person: ThePerson,
) -> Response[bytes]:
    """The photo, or 304 if the browser has it; raises `NotFound`. An old version gets what is
    there now; that of a hidden room is kept by its reader alone."""
    shown = get_room_for(books.house, person, room)
    photo = photos_of(request).get(shown.slug)
    if photo is None:
        raise NotFound(what="photo", slug=shown.slug)
    reader = "private" if shown.is_hidden else "public"
    etag = f'"{photo.version}"'
    headers = {
        "etag": etag,
        "cache-control": f"{reader}, {FOR_A_YEAR}" if version == photo.version else ASK_AGAIN,
    }
    if etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    return Response(photo.content, media_type=photo.media_type, headers=headers)


def photo_addresses(request: Asker, *rooms: Room) -> Mapping[str, str]:
    """Where the photos of these rooms are, by slug; nothing for a room without one."""
    photos = photos_of(request)
    return {
        room.slug: f"/rooms/{room.slug}/photo/{photos[room.slug].version}"
        for room in rooms
        if room.slug in photos
    }


def photos_of(request: Asker) -> Mapping[str, PhotoFile]:
    """All photos of the house, by the slugs of their rooms."""
    photos: Mapping[str, PhotoFile] = request.app.state.photos
    return photos
