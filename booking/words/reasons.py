"""The usual reasons in words: a few for whoever chooses, a sentence for whoever reads it.

The sentence goes into the mail, so it is told in the language of the association.
"""

from collections.abc import Mapping

from booking.domain.reasons import Reason, Why
from booking.words.catalogue import Words, msgid

_CHOICES: Mapping[Reason, str] = {
    Reason.TAKEN: msgid("Room is taken"),
    Reason.OTHERS_FIRST: msgid("Another group goes first"),
    Reason.CLOSED: msgid("House is closed"),
    Reason.TOO_LOUD: msgid("Too loud for the neighbours"),
    Reason.TOO_MANY: msgid("Too many persons"),
    Reason.TOO_SOON: msgid("Asked too late"),
    Reason.NOBODY_THERE: msgid("Nobody there to open"),
    Reason.PURPOSE: msgid("Does not fit the house"),
}
_SENTENCES: Mapping[Reason, str] = {
    Reason.TAKEN: msgid("The room is already taken at this time."),
    Reason.OTHERS_FIRST: msgid("Another group asked for the same time. We have to choose one."),
    Reason.CLOSED: msgid("The house is closed at this time."),
    Reason.TOO_LOUD: msgid("Loud music is not possible at this time. The neighbours need quiet."),
    Reason.TOO_MANY: msgid("The room is too small for so many persons."),
    Reason.TOO_SOON: msgid("The time until then is too short for us to prepare the room."),
    Reason.NOBODY_THERE: msgid("At this time nobody is there who can open the house."),
    Reason.PURPOSE: msgid("The house is meant for other purposes. Our rules of use say which."),
}


def reason_choice(reason: Reason, words: Words) -> str:
    """The reason in a few words, to be chosen."""
    return words.gettext(_CHOICES[reason])


def told_reason(reason: Reason | None, text: str, words: Words) -> str:
    """What the association reads: the sentence in its language, then what was written freely."""
    sentence = words.gettext(_SENTENCES[reason]) if reason else ""
    return "\n\n".join(part for part in (sentence, text) if part)


def retold_reason(why: Why, written_in: str, words: Words) -> tuple[str, str]:
    """The same for whoever reads another language than the association's: the sentence in
    theirs, and what was written freely as it is."""
    sentence = told_reason(why.usual, "", Words(written_in))
    if not sentence or not why.text.startswith(sentence):
        return "", why.text
    return told_reason(why.usual, "", words), why.text.removeprefix(sentence).strip()
