"""The enquiry, page 2: which room, and what to do about the dates on which it is not free."""

from collections.abc import Sequence
from urllib.parse import parse_qs, quote

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.pauses import find_pauses
from booking.domain.refusals import BadInput
from booking.services.enquiries import RankedRoom, rank_rooms
from booking.web.csrf import SHOWN_AGAIN
from booking.web.forms import Form, Typed
from booking.web.pages import deed, page
from booking.web.site.checking import checked, paused
from booking.web.site.enquire_when import judged, own_answers
from booking.web.site.enquiry_form import WHEN_FIELDS
from booking.web.site.enquiry_problems import all_to, problems_of
from booking.web.site.enquiry_rooms import better_times, room_line
from booking.web.site.enquiry_summary import in_short
from booking.web.site.enquiry_visit import TYPED, VISIT, TheTyped, TheVisit, Visit, own_fields
from booking.web.site.enquiry_wish import ANY_ROOM, CHOICE, LEFT_OUT, Wish, read_wish
from booking.words.catalogue import msgid

HERE = "/enquire/room"
MOST_UNFOLDED = 10
"""So many problem dates stand open on the page; the others are folded behind them."""
AT_TIMES = ("room", "day", "begin", "end")
"""What a better time changes."""


@page(HERE, dependencies=VISIT)
def show_rooms_to_choose(visit: TheVisit) -> Response[bytes] | Redirect:
    """The rooms, the best first, with the dates of the chosen one."""
    wish = read_wish(visit)
    found = judged(visit, wish)
    if found.form.errors or not found.ranked:
        return Redirect("/enquire", status_code=303)
    return visit.show("enquire/room.html", context_of(visit, wish, found.ranked))


def gone_room_text(visit: Visit, wish: Wish) -> str:
    """That a room which was chosen is lent no more, so that nobody believes it was asked for;
    empty if that is not so. Of a room that outsiders may not know, no name is told."""
    chosen = wish.typed.get("room", ("",))[0]
    if wish.room or not chosen:
        return ""
    room = visit.house.find_room(chosen)
    if room is None or not room.retired or room.is_hidden:
        return visit.words.gettext("Please choose a room from the list.")
    name = room.name_in(visit.words.language)
    return visit.words.gettext("%(room)s is no longer lent. Please choose another room.", room=name)


@deed(HERE, dependencies=TYPED, opt=SHOWN_AGAIN)
def take_room(visit: TheVisit, typed: TheTyped) -> Response[bytes] | Redirect:
    """Keeps the room and what was chosen for single dates, and leads on. A room whose
    problem dates nobody has seen yet is shown with them first."""
    if better := typed.get("better"):
        return take_better_time(visit, better[0])
    own = own_choices(visit, typed)
    wish = read_wish(visit, own)
    if visit.changes_language and not visit.is_expired:
        return visit.reread(own, HERE)
    if wish.when.content is None:
        return Redirect("/enquire", status_code=303)
    try:
        ranked = ranking(visit, wish)
    except BadInput:  # a series that cannot be followed: the first page says why
        return Redirect("/enquire", status_code=303)
    if wish.room == ANY_ROOM:
        own = {**own, "best": (ranked[0].room.slug,)}
        wish = read_wish(visit, own)
    if (elsewhere := typed.get("elsewhere")) and not visit.is_expired:
        return send_elsewhere(visit, own, wish, ranked, elsewhere[0])
    form = room_form(visit, wish, ranked)
    if form.errors or visit.is_expired:
        context = context_of(visit, wish, ranked) | {"form": form}
        return visit.show_kept(own, "enquire/room.html", context)
    if is_new(typed, wish, ranked):
        return visit.go_on(own, f"{HERE}?new=1#dates")
    return visit.go_on(own, "/enquire/who")


def own_choices(visit: Visit, typed: Typed) -> Typed:
    """The answers of this page: the room, and its dates if they were those shown."""
    room = typed.get("room", ())
    given = {name: told for name, told in typed.items() if name.startswith(CHOICE)}
    dropped: Typed = {name: () for name in visit.typed if name.startswith(CHOICE)}
    return {**dropped, **given, "room": room, "best": typed.get("shown", ())}


def take_better_time(visit: Visit, told: str) -> Response[bytes] | Redirect:
    """Another weekday, time or room for the whole series, with all other answers kept."""
    said = parse_qs(told)
    changed = {name: tuple(said[name][:1]) for name in AT_TIMES if name in said}
    if visit.is_expired:
        return Redirect(HERE, status_code=303)
    given = {**own_fields(visit.typed, WHEN_FIELDS), **changed}
    return visit.go_on(own_answers(visit, given), f"{HERE}?new=1")


def send_elsewhere(
    visit: Visit, own: Typed, wish: Wish, ranked: Sequence[RankedRoom], room: str
) -> Redirect:
    """The dates on which the shown room cannot be had, and that are left out so far, go to
    another room, wherever that one is free; or all are left out again. It stays one enquiry, and
    each date can still be changed."""
    shown = next((one for one in ranked if one.room.slug in own["best"]), ranked[0])
    if room == LEFT_OUT:
        own = {name: () if name.startswith(CHOICE) else told for name, told in own.items()}
    there = all_to(room, shown, ranked)
    left = [name for name in there if own.get(name) in (None, (), (LEFT_OUT,))]
    own = {**own, **{name: there[name] for name in left}}
    if wish.room != ANY_ROOM:
        own["room"] = (shown.room.slug,)
    return visit.go_on(own, f"{HERE}?elsewhere={quote(room)}#dates")


def ranking(visit: Visit, wish: Wish) -> Sequence[RankedRoom]:
    """The rooms by their free dates, the best first."""
    rooms = wish.choices.room_list
    return rank_rooms(visit.books, visit.person, rooms, wish.plain(rooms[0].slug), visit.now)


def room_form(visit: Visit, wish: Wish, ranked: Sequence[RankedRoom]) -> Form[BaseModel]:
    """The answer about the room, refused if nothing at all could be had of it."""
    form: Form[BaseModel] = Form(wish.typed)
    words = visit.words
    if not wish.best:
        return form.rejected("room", words.gettext("Please choose one of the answers."))
    verdict = find_ranked(ranked, wish.best).verdict
    can_wait = {one.day for one in verdict.dates if one.can_wait}
    own = wish.in_room(wish.best)
    saved = {place.day for place in own.own_places} | (own.waiting_days & can_wait)
    if verdict.bookable or saved & {one.day for one in verdict.dates}:
        return form
    message = msgid(
        "This room is not free. Please choose another room, another time below, or wait."
    )
    return form.rejected("room", words.gettext(message))


def is_new(typed: Typed, wish: Wish, ranked: Sequence[RankedRoom]) -> bool:
    """Whether this room has problem dates that the page did not show."""
    was_shown = typed.get("shown", ("",))[0] == wish.best
    verdict = find_ranked(ranked, wish.best).verdict
    return not was_shown and verdict.bookable < len(verdict.dates)


def find_ranked(ranked: Sequence[RankedRoom], slug: str) -> RankedRoom:
    """A room among those that were ranked."""
    return next(one for one in ranked if one.room.slug == slug)


def moved_to(visit: Visit, wish: Wish) -> tuple[str, int] | None:
    """The room that many dates were just sent to, and how many go there now."""
    slug = visit.request.query_params.get("elsewhere", "")
    count = sum(choice.startswith(f"{slug} ") for choice in wish.chosen.values())
    return (wish.choices.name_of(wish.choices.rooms, slug), count) if count else None


def context_of(visit: Visit, wish: Wish, ranked: Sequence[RankedRoom]) -> dict[str, object]:
    """What the template places."""
    words, best = visit.words, ranked[0]
    shown = find_ranked(ranked, wish.best) if wish.best else best
    enquiry = wish.plain(shown.room.slug)
    form: Form[BaseModel] = Form({**wish.typed, "room": (wish.room or best.room.slug,)})
    gone = gone_room_text(visit, wish)
    return {
        "form": form.rejected("room", gone) if gone else form,
        "short": in_short(wish, enquiry, words),
        "rooms": [room_line(one, words) for one in ranked if one.suits],
        "unfit": [room_line(one, words) for one in ranked if not one.suits],
        "shown": room_line(shown, words),
        "problems": problems_of(visit, wish, enquiry, shown, ranked),
        "most_unfolded": MOST_UNFOLDED,
        "moved_to": moved_to(visit, wish),
        "checked": checked(shown.verdict, visit.house, words),
        "pauses": paused(find_pauses(enquiry), visit.words),
        "first": shown.verdict.dates[0].day,
        "better": better_times(visit, wish, best),
        "is_new": visit.request.query_params.get("new") == "1",
        "any_room": ANY_ROOM,
        "leave_out": LEFT_OUT,
        "retold_at": HERE,
    }
