"""What to tell somebody whose deed was refused, or whose page could not be made.

Each code has a title that says what happened and an advice that says what to do
next. Nobody is blamed, and nothing technical is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from booking.domain.refusals import Refusal
from booking.words.catalogue import Words, msgid


@dataclass(frozen=True, slots=True)
class Explanation:
    """The two sentences of an error page, in the language of the person or still as msgids."""

    title: str
    advice: str


_UNKNOWN = Explanation(
    msgid("That is not possible."),
    msgid("Please go back and check what you entered. If you are stuck, please ask the house."),
)

_TO_PROGRAMS: Mapping[str, Explanation] = {
    "bad_request": Explanation(
        msgid("We could not read that."),
        msgid("Please compare the call with the description of the interface."),
    ),
    "method_not_allowed": Explanation(
        msgid("This address cannot be used that way."),
        msgid("Please compare the call with the description of the interface."),
    ),
    "not_allowed": Explanation(
        msgid("This token may not do that."),
        msgid("Only a token of staff may do this."),
    ),
    "not_found": Explanation(
        msgid("There is no such thing here."),
        msgid("Perhaps the address has a typing error, or the token opens something else."),
    ),
    "sign_in_needed": Explanation(
        msgid("This needs a valid token."),
        msgid("Please send one in the header Authorization: Bearer."),
    ),
}
"""What programs are told in other words than people: they have no page to go back to."""

_EXPLANATIONS: Mapping[str, Explanation] = {
    "bad_input": Explanation(
        msgid("Something in your entries is not right."),
        msgid("Please go back, check your entries and send them again."),
    ),
    "bad_request": Explanation(
        msgid("We could not read that."),
        msgid("Please check the address of the page, or begin again on the start page."),
    ),
    "busy": Explanation(
        msgid("There is a lot going on right now."),
        msgid("Nothing was changed. Please try again in a moment."),
    ),
    "cannot_undo": Explanation(
        msgid("This can no longer be taken back."),
        msgid("Please open the booking and decide about its dates anew."),
    ),
    "code_needed": Explanation(
        msgid("A code is still needed."),
        msgid("Please sign in on the page of the house, where you can type the code."),
    ),
    "crash": Explanation(
        msgid("Something went wrong on our side."),
        msgid(
            "We have made a note of the fault. Please try again later."
            " If it is urgent, please ask the house."
        ),
    ),
    "dates_not_free": Explanation(
        msgid("Not all of these dates are free."),
        msgid("Nothing was stored. Please choose other dates, or ask for the free dates only."),
    ),
    "form_expired": Explanation(
        msgid("Please send the form again."),
        msgid(
            "The page had been open for too long. Please go back, load the page again"
            " and send the form once more. Nothing was stored."
        ),
    ),
    "gone": Explanation(
        msgid("This is no longer available."),
        msgid("The link has been withdrawn. Please ask the house for a new one."),
    ),
    "key_used_otherwise": Explanation(
        msgid("This was already sent with other contents."),
        msgid("Please send it again with a new Idempotency-Key."),
    ),
    "own_feed_gone": Explanation(
        msgid("This is no longer available."),
        msgid("The calendar has a new address. You can make another one on your booking's page."),
    ),
    "last_delegate": Explanation(
        msgid("Somebody has to speak for the group."),
        msgid("Please add another person first, or hand over to somebody."),
    ),
    "last_admin": Explanation(
        msgid("Somebody must be able to look after accounts."),
        msgid("Please make somebody else an admin first."),
    ),
    "mail_not_waiting": Explanation(
        msgid("This mail is not waiting to be tried again."),
        msgid("It was sent already, or is being sent right now. Please load the page again."),
    ),
    "method_not_allowed": Explanation(
        msgid("This page cannot be used that way."),
        msgid("Please begin again on the start page."),
    ),
    "not_json": Explanation(
        msgid("This is no JSON."),
        msgid("Please send one JSON object in UTF-8, each name in it once, no deeper than needed."),
    ),
    "not_allowed": Explanation(
        msgid("This page is not for you."),
        msgid("You are signed in, but without the right for this. Please ask the house."),
    ),
    "not_movable": Explanation(
        msgid("The date cannot move there."),
        msgid("Something speaks against the new place. Please choose another day, time or room."),
    ),
    "not_found": Explanation(
        msgid("There is no such page."),
        msgid("Perhaps the address has a typing error, or the link is old."),
    ),
    "session_ended": Explanation(
        msgid("You are signed out."),
        msgid(
            "Nothing is lost. Please sign in in a new window. Then come back here and load this"
            " page again: your entries are sent once more."
        ),
    ),
    "sign_in_needed": Explanation(
        msgid("Please sign in first."),
        msgid("Then open the page again."),
    ),
    "staff_form_expired": Explanation(
        msgid("Please send the form again."),
        msgid(
            "Nothing was stored. Please go back: your entries should still be there. Copy what"
            " you wrote, load the page again and send it once more."
        ),
    ),
    "too_large": Explanation(
        msgid("That is too much at once."),
        msgid("Please shorten your entries and send them again."),
    ),
    "too_many_attempts": Explanation(
        msgid("That was too often in a short time."),
        msgid("Please wait a little and try again."),
    ),
    "unsupported_media_type": Explanation(
        msgid("This type of content is not taken here."),
        msgid("Please send JSON with the header Content-Type: application/json."),
    ),
    "version_conflict": Explanation(
        msgid("Somebody was faster."),
        msgid("This was changed in the meantime. Please look at it again and decide then."),
    ),
    "wrong_code": Explanation(
        msgid("This code is not right."),
        msgid("Please check the six digits, or ask for a new code."),
    ),
    "wrong_moment": Explanation(
        msgid("It is too early or too late to note that nobody came."),
        msgid("This can be noted once the date has begun, for one day."),
    ),
    "wrong_sign_in": Explanation(
        msgid("You could not be signed in."),
        msgid("The address or the password is not right. Please try again."),
    ),
    "wrong_step": Explanation(
        msgid("That can no longer be done."),
        msgid("The date has another status by now. Please load the page again."),
    ),
}


def explain(code: str, words: Words) -> Explanation:
    """What to say for a code; an unknown code gets a sentence that is true of every refusal."""
    told = _EXPLANATIONS.get(code, _UNKNOWN)
    return Explanation(words.gettext(told.title), words.gettext(told.advice))


def sentence(refusal: Refusal, words: Words) -> str:
    """What happened and what can be done, for beside a field."""
    told = explain(refusal.code, words)
    return f"{told.title} {told.advice}"


def explain_to_program(code: str, words: Words) -> Explanation:
    """The same for whoever reads problem details."""
    told = _TO_PROGRAMS.get(code)
    if told is None:
        return explain(code, words)
    return Explanation(words.gettext(told.title), words.gettext(told.advice))


def explained_codes() -> tuple[str, ...]:
    """All codes that have sentences of their own, in the order of the alphabet."""
    return tuple(sorted(_EXPLANATIONS))
