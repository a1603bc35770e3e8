"""The pages of the desk: the inbox, one booking, and all that staff can do with it."""

from litestar.handlers import HTTPRouteHandler

from booking.web.site.cancel_dates import ask_for_cancellation, cancel_dates
from booking.web.site.change import ask_for_change, change_dates
from booking.web.site.decide import show_desk, take_decision
from booking.web.site.inbox import confirm_dates, show_inbox
from booking.web.site.notes import ask_for_note, take_note
from booking.web.site.offer import offer_dates
from booking.web.site.propose import ask_for_proposal, propose_places
from booking.web.site.settled import show_settled
from booking.web.site.take_back import take_back
from booking.web.site.talk import answer_wish, settle_messages, write_message

DESK_PAGES: list[HTTPRouteHandler] = [
    show_inbox,
    show_settled,
    confirm_dates,
    show_desk,
    take_decision,
    ask_for_proposal,
    propose_places,
    ask_for_change,
    change_dates,
    ask_for_cancellation,
    cancel_dates,
    offer_dates,
    ask_for_note,
    take_note,
    write_message,
    settle_messages,
    answer_wish,
    take_back,
]
