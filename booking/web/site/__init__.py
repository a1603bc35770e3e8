"""The pages for people: each module has those of one topic, `SITE` lists their handlers."""

from litestar.handlers import HTTPRouteHandler

from booking.web.site.account import ACCOUNT_PAGES
from booking.web.site.associations import ASSOCIATION_PAGES
from booking.web.site.bookings import show_booking
from booking.web.site.calendar import show_calendar
from booking.web.site.caretaker_links import end_link, show_caretakers, take_new_link
from booking.web.site.closure_ending import ENDING_PAGES
from booking.web.site.closures import CLOSURE_PAGES
from booking.web.site.desk_pages import DESK_PAGES
from booking.web.site.door_signs import show_door_sign
from booking.web.site.enquire_check import show_check, take_check
from booking.web.site.enquire_here import go_on_here
from booking.web.site.enquire_proof import (
    open_own,
    send_by_link,
    send_new_code,
    show_demo_mail,
    show_proof,
    take_code,
)
from booking.web.site.enquire_room import show_rooms_to_choose, take_room
from booking.web.site.enquire_when import show_enquiry_anew, show_when, take_when
from booking.web.site.enquire_who import show_who, take_who
from booking.web.site.enter import ENTRY_PAGES
from booking.web.site.feed_changing import FEED_CHANGES
from booking.web.site.feeds import (
    end_subscription,
    give_new_address,
    make_feed,
    show_feed,
    show_feeds,
    show_new_feed,
)
from booking.web.site.giving_up import ask_before_giving_up, give_up
from booking.web.site.histories import download_history
from booking.web.site.imports import IMPORT_PAGES
from booking.web.site.letters import show_letter
from booking.web.site.look_up import show_days_found
from booking.web.site.month_list import ask_about_month_list, switch_month_list
from booking.web.site.my import (
    ask_for_my_code,
    send_my_code,
    show_my_bookings,
    show_my_demo_mail,
    sign_out_of_device,
    take_my_code,
)
from booking.web.site.my_handovers import answer_handover, ask_for_handover, take_handover
from booking.web.site.my_people import add_person, ask_before_ending_person, end_person, show_people
from booking.web.site.new_link import ask_for_new_link, show_new_link
from booking.web.site.no_shows import NO_SHOW_PAGES
from booking.web.site.outbox import (
    send_mail_again,
    show_mail,
    show_outbox,
    show_samples,
)
from booking.web.site.own_answers import give_answer
from booking.web.site.own_calendar import download_dates
from booking.web.site.own_change import ask_for_change, take_change
from booking.web.site.own_messages import write_message
from booking.web.site.particulars import ask_for_particulars, take_particulars
from booking.web.site.passwords import PASSWORD_PAGES
from booking.web.site.people import PEOPLE_PAGES
from booking.web.site.plans import show_plan
from booking.web.site.problem_form import ask_for_problem, take_problem
from booking.web.site.problems import show_photo, show_problems, tick_problem
from booking.web.site.renewals import RENEWAL_PAGES
from booking.web.site.report import REPORT_PAGES
from booking.web.site.room_photos import show_photo_of_room
from booking.web.site.rooms import show_room, show_rooms
from booking.web.site.sign_in import show_sign_in, sign_out, take_second_step, take_sign_in
from booking.web.site.start import show_start
from booking.web.site.subscribe import ask_before_new_address, make_own_feed, show_address
from booking.web.site.texts import show_easy_text, show_text
from booking.web.site.today import (
    note_nobody,
    note_seen,
    note_somebody,
    note_told,
    show_today,
    show_week,
)

SITE: list[HTTPRouteHandler] = [
    show_start,
    show_photo_of_room,
    show_rooms,
    show_room,
    show_plan,
    show_when,
    take_when,
    show_enquiry_anew,
    show_rooms_to_choose,
    take_room,
    show_who,
    take_who,
    show_check,
    take_check,
    show_proof,
    take_code,
    send_new_code,
    go_on_here,
    send_by_link,
    open_own,
    show_demo_mail,
    show_booking,
    ask_before_giving_up,
    give_up,
    write_message,
    give_answer,
    ask_for_change,
    take_change,
    download_dates,
    ask_about_month_list,
    switch_month_list,
    ask_for_new_link,
    show_new_link,
    show_my_bookings,
    send_my_code,
    ask_for_my_code,
    show_my_demo_mail,
    take_my_code,
    sign_out_of_device,
    show_people,
    add_person,
    ask_before_ending_person,
    end_person,
    ask_for_handover,
    take_handover,
    answer_handover,
    show_sign_in,
    take_sign_in,
    take_second_step,
    sign_out,
    *PASSWORD_PAGES,
    *ACCOUNT_PAGES,
    *PEOPLE_PAGES,
    show_calendar,
    *ENTRY_PAGES,
    show_days_found,
    show_letter,
    *DESK_PAGES,
    *ASSOCIATION_PAGES,
    *RENEWAL_PAGES,
    *NO_SHOW_PAGES,
    *CLOSURE_PAGES,
    *ENDING_PAGES,
    *IMPORT_PAGES,
    *REPORT_PAGES,
    download_history,
    show_outbox,
    show_mail,
    send_mail_again,
    show_samples,
    show_feeds,
    show_new_feed,
    *FEED_CHANGES,
    make_feed,
    show_feed,
    give_new_address,
    end_subscription,
    show_address,
    ask_before_new_address,
    make_own_feed,
    show_text,
    show_easy_text,
    show_today,
    show_week,
    show_door_sign,
    note_seen,
    note_nobody,
    note_somebody,
    note_told,
    ask_for_particulars,
    take_particulars,
    ask_for_problem,
    take_problem,
    show_caretakers,
    take_new_link,
    end_link,
    show_problems,
    tick_problem,
    show_photo,
]
