"""The JSON API: everything below `/api`, for programs that carry a token or need none."""

from litestar import Router

from booking.web.api.bookings import BOOKINGS
from booking.web.api.conflicts import CONFLICTS
from booking.web.api.description import DESCRIPTION
from booking.web.api.enquiries import ENQUIRIES
from booking.web.api.find import FIND
from booking.web.api.moves import MOVES
from booking.web.api.rooms import ROOMS
from booking.web.csrf import NO_CSRF
from booking.web.dependencies import FOR_API

API = Router(
    "/api",
    route_handlers=[*DESCRIPTION, *ROOMS, *ENQUIRIES, *FIND, *BOOKINGS, *MOVES],
    dependencies=dict(FOR_API),
    exception_handlers=CONFLICTS,
    opt=NO_CSRF,
)
