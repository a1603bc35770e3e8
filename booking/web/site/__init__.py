"""The pages for people: each module has those of one topic, `SITE` lists their handlers."""

from litestar.handlers import HTTPRouteHandler

from booking.web.site.bookings import show_booking
from booking.web.site.cancel_dates import ask_for_cancellation, cancel_dates
from booking.web.site.decide import show_desk, take_decision
from booking.web.site.enquire import (
    change_enquiry,
    check_enquiry,
    send_enquiry,
    show_enquiry,
    show_enquiry_anew,
)
from booking.web.site.giving_up import ask_before_giving_up, give_up
from booking.web.site.outbox import (
    send_mail_again,
    show_mail,
    show_outbox,
    show_samples,
)
from booking.web.site.plans import show_plan
from booking.web.site.rooms import show_room, show_rooms
from booking.web.site.sign_in import show_sign_in, sign_out, take_sign_in
from booking.web.site.staff import confirm_dates, show_inbox, show_settled
from booking.web.site.start import show_start
from booking.web.site.take_back import take_back
from booking.web.site.texts import show_text

SITE: list[HTTPRouteHandler] = [
    show_start,
    show_rooms,
    show_room,
    show_plan,
    show_enquiry,
    show_enquiry_anew,
    change_enquiry,
    check_enquiry,
    send_enquiry,
    show_booking,
    ask_before_giving_up,
    give_up,
    show_sign_in,
    take_sign_in,
    sign_out,
    show_inbox,
    show_settled,
    confirm_dates,
    show_desk,
    take_decision,
    ask_for_cancellation,
    cancel_dates,
    take_back,
    show_outbox,
    show_mail,
    send_mail_again,
    show_samples,
    show_text,
]
