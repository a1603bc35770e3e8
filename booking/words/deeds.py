"""What deeds are called in the history of a booking, by the names under which it keeps them."""

from collections.abc import Mapping

from booking.domain.statuses import Status
from booking.words.catalogue import msgid

DEEDS: Mapping[str, tuple[str, str]] = {
    Status.CONFIRMED: (
        msgid("%(who)s confirmed %(first)s."),
        msgid("%(who)s confirmed %(num)s dates from %(first)s to %(last)s."),
    ),
    Status.HELD: (
        msgid("%(who)s held %(first)s."),
        msgid("%(who)s held %(num)s dates from %(first)s to %(last)s."),
    ),
    Status.DECLINED: (
        msgid("%(who)s answered that %(first)s is not possible."),
        msgid("%(who)s answered that %(num)s dates from %(first)s to %(last)s are not possible."),
    ),
    Status.WAITING: (
        msgid("%(who)s put %(first)s on the waiting list."),
        msgid("%(who)s put %(num)s dates from %(first)s to %(last)s on the waiting list."),
    ),
    Status.WITHDRAWN: (
        msgid("%(who)s withdrew %(first)s."),
        msgid("%(who)s withdrew %(num)s dates from %(first)s to %(last)s."),
    ),
    Status.CANCELLED: (
        msgid("%(who)s cancelled %(first)s."),
        msgid("%(who)s cancelled %(num)s dates from %(first)s to %(last)s."),
    ),
    "hold_ended": (
        msgid("The hold of %(first)s has ended."),
        msgid("The hold of %(num)s dates from %(first)s to %(last)s has ended."),
    ),
    "offered": (
        msgid("%(who)s offered %(first)s."),
        msgid("%(who)s offered %(num)s dates from %(first)s to %(last)s."),
    ),
    "offer_taken": (
        msgid("%(who)s took the offer for %(first)s."),
        msgid("%(who)s took the offer for %(num)s dates from %(first)s to %(last)s."),
    ),
    "proposal_accepted": (
        msgid("%(who)s accepted the proposal for %(first)s."),
        msgid("%(who)s accepted the proposal for %(num)s dates from %(first)s to %(last)s."),
    ),
    "withdrew_proposal": (
        msgid("%(who)s withdrew the proposal for %(first)s."),
        msgid("%(who)s withdrew the proposal for %(num)s dates from %(first)s to %(last)s."),
    ),
    "moved": (
        msgid("%(who)s moved %(first)s."),
        msgid("%(who)s moved %(num)s dates from %(first)s to %(last)s."),
    ),
    "undone": (
        msgid("%(who)s took back the answer for %(first)s."),
        msgid("%(who)s took back the answer for %(num)s dates from %(first)s to %(last)s."),
    ),
    "proposed": (
        msgid("%(who)s proposed something else for %(first)s."),
        msgid("%(who)s proposed something else for %(num)s dates from %(first)s to %(last)s."),
    ),
    "kept": (
        msgid("%(who)s lets %(first)s take place in spite of the closure."),
        msgid("%(who)s lets %(num)s dates from %(first)s to %(last)s take place in spite of it."),
    ),
    "no_show": (
        msgid("%(who)s noted that nobody came on %(first)s."),
        msgid("%(who)s noted that nobody came on %(num)s dates from %(first)s to %(last)s."),
    ),
    "no_show_mailed": (
        msgid("%(who)s asked the group why nobody came on %(first)s."),
        msgid("%(who)s asked the group about %(num)s dates from %(first)s to %(last)s."),
    ),
    "no_show_disputed": (
        msgid("%(who)s answered: we were there on %(first)s."),
        msgid("%(who)s answered: we were there on %(num)s dates from %(first)s to %(last)s."),
    ),
    "no_show_taken_back": (
        msgid("%(who)s noted that somebody came on %(first)s after all."),
        msgid("%(who)s took back that nobody came on %(num)s dates from %(first)s to %(last)s."),
    ),
    "problem": (
        msgid("%(who)s reported a problem on %(first)s."),
        msgid("%(who)s reported problems on %(num)s dates from %(first)s to %(last)s."),
    ),
    "refused_proposal": (
        msgid("%(who)s did not take the proposal for %(first)s."),
        msgid("%(who)s did not take the proposal for %(num)s dates from %(first)s to %(last)s."),
    ),
}
OTHERWISE = (
    msgid("%(who)s changed %(first)s."),
    msgid("%(who)s changed %(num)s dates from %(first)s to %(last)s."),
)
WITH_THE_BOOKING: Mapping[str, str] = {
    "received": msgid("%(who)s sent the request."),
    "entered": msgid("%(who)s entered the booking."),
    "asked": msgid("%(who)s asked the association a question."),
    "answered": msgid("%(who)s answered the question."),
    "wrote": msgid("%(who)s wrote a message."),
    "question_closed": msgid("%(who)s noted that the question is answered."),
    "message_read": msgid("%(who)s noted that the message was read."),
    "delegate_added": msgid("%(who)s named another person to speak for it."),
    "delegate_ended": msgid("%(who)s took a person off the list of those who speak for it."),
    "association_changed": msgid("%(who)s changed what is known of the association."),
    "association_merged": msgid("%(who)s merged two entries of the same association."),
    "address_replaced": msgid("%(who)s replaced the mail address; old links ended."),
    "renewed": msgid("%(who)s asked to go on after the end of the series."),
    "renewal_change": msgid("%(who)s wants to go on with changes after the end of the series."),
    "renewal_stop": msgid("%(who)s ends the series with its last date."),
    "handed_over": msgid("%(who)s handed the booking over to another person."),
    "month_list_off": msgid("%(who)s switched off the monthly mail."),
    "month_list_on": msgid("%(who)s switched on the monthly mail."),
    "imported": msgid("%(who)s took the booking over from another calendar."),
    "particulars": msgid("%(who)s changed persons, seating or notes."),
    "link_sent": msgid("%(who)s asked for a new link."),
}
"""What is done with a booking as a whole."""
