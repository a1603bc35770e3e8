"""The pages for people: each module has those of one topic, `SITE` lists their handlers."""

from litestar.handlers import HTTPRouteHandler

from booking.web.site.bookings import show_booking
from booking.web.site.enquire import change_enquiry, check_enquiry, send_enquiry, show_enquiry
from booking.web.site.giving_up import ask_before_giving_up, give_up
from booking.web.site.plans import show_plan
from booking.web.site.rooms import show_room, show_rooms
from booking.web.site.start import show_start

SITE: list[HTTPRouteHandler] = [
    show_start,
    show_rooms,
    show_room,
    show_plan,
    show_enquiry,
    change_enquiry,
    check_enquiry,
    send_enquiry,
    show_booking,
    ask_before_giving_up,
    give_up,
]
