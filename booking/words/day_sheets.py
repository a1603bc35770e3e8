"""What day sheets and mails to caretakers say of changes: `Saal B, 18:00–20:00 Uhr: 40 statt
24 Personen`."""

from datetime import date, datetime

from booking.domain.day_news import News, NewsKind
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.words.catalogue import Words
from booking.words.dates import times_text
from booking.words.mail_dates import Place, place_line, room_text
from calendars.wallclock import END_OF_DAY, ClockTime


def news_text(news: News, house: House, words: Words) -> str:
    """What has become of a date, in one line that begins with where it is."""
    one, title = news.entry.occurrence, entry_title(news.entry)
    facts = {
        "room": room_text(one.room, house, words),
        "times": times_text(one.begin, one.end, words),
        "title": title,
    }
    if news.kind is NewsKind.ADDED:
        return words.gettext("%(room)s, %(times)s: new, %(title)s", **facts)
    if news.kind is NewsKind.CANCELLED:
        return words.gettext("%(room)s, %(times)s: %(title)s does not take place", **facts)
    if news.before:
        return moved_text(news, title, house, words)
    if news.persons_before is not None:
        return words.gettext(
            "%(room)s, %(times)s: %(persons)s", **facts, persons=persons_text(news, words)
        )
    return words.gettext("%(room)s, %(times)s: seating or notes are new, %(title)s", **facts)


def moved_text(news: News, title: str, house: House, words: Words) -> str:
    """Where a date is now and where it was; days are named only if it has changed its day."""
    one, old = news.entry.occurrence, news.before
    if old is None:
        return ""
    if old.day != one.day:
        now = place_line(Place(one.day, one.begin, one.end, (one.room,)), house, words)
        before = place_line(Place(old.day, old.begin, old.end, (old.room,)), house, words)
    else:
        now, before = (
            words.gettext(
                "%(room)s, %(times)s",
                room=room_text(spot.room, house, words),
                times=times_text(spot.begin, spot.end, words),
            )
            for spot in (one, old)
        )
    told = words.gettext(
        "%(title)s: now %(now)s, instead of %(before)s", title=title, now=now, before=before
    )
    if news.persons_before is None:
        return told
    return f"{told}{words.semicolon}{persons_text(news, words)}"


def persons_text(news: News, words: Words) -> str:
    """How many come now, and how many were to come."""
    before, persons = news.persons_before, news.entry.persons
    if persons is None:
        return words.gettext("number of persons unknown, it was %(before)s", before=before)
    return words.gettext(
        "%(persons)s instead of %(before)s persons", persons=persons, before=before
    )


def entry_title(entry: Entry) -> str:
    """What takes place and whose it is: `Chorprobe – Chor Sonne`."""
    return " – ".join(part for part in (entry.title, entry.association) if part)


def clock_text(moment: datetime, day: date, house: House) -> str:
    """An instant on the sheet of a day; the midnight at its end is 24:00."""
    if moment == house.wall_clock.day(day).end:
        return str(END_OF_DAY)
    clock: ClockTime = house.wall_clock.clock_of(moment)
    return str(clock)
