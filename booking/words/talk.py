"""What house and association have to say to each other, in the line of a booking."""

from collections.abc import Iterator

from booking.domain.desk import DeskBooking
from booking.domain.messages import Message
from booking.domain.proposals import Side
from booking.words.catalogue import Words
from booking.words.dates import short_day_text

SHOWN = 80
"""So many letters of a message stand in the line of a booking."""


def news_text(message: Message, words: Words) -> str:
    """That the association wrote, and how it begins."""
    line = " ".join(message.text.split())
    begins = line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]} …"
    return words.gettext("The association wrote: “%(text)s”", text=begins)


def wish_text(words: Words) -> str:
    """That the association would like to go elsewhere."""
    return words.gettext("The association wishes another time or room.")


def unanswered_text(question: Message, words: Words) -> str:
    """That a question was not answered in its time."""
    day = question.wait_until
    return words.gettext(
        "No answer to your question until %(day)s.", day=short_day_text(day, words) if day else ""
    )


def wait_texts(desk: DeskBooking, words: Words) -> Iterator[str]:
    """What waits for the word of the association, and until when."""
    question = desk.talk.question(desk.today)
    if question and question.wait_until:
        day = short_day_text(question.wait_until, words)
        yield words.gettext("question asked, waits until %(day)s", day=day)
    ends = [one.open_until for one in desk.talk.proposals if one.side is Side.HOUSE]
    if ends:
        yield words.gettext("proposal open until %(day)s", day=short_day_text(min(ends), words))
    offered = [
        one.hold_until
        for date in desk.open_dates
        for one in date.occurrences
        if one.offered and one.hold_until
    ]
    if offered:
        yield words.gettext("offered until %(day)s", day=short_day_text(min(offered), words))
