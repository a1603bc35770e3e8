"""What mails about who speaks for an association tell."""

from collections.abc import Callable, Mapping

from booking.domain.delegates import HandoverStatus
from booking.domain.mails import Kind
from booking.services.mail.cases import Case, Facts
from booking.store.delegates import find_association_name, find_delegate
from booking.store.handovers import find_handover


def delegate_added(case: Case) -> Facts | None:
    """Who was added, by whom and for which group; nothing if they were taken off again."""
    session = case.ledger.session
    added, by = (find_delegate(session, case.number(name)) for name in ("delegate", "by"))
    if added is None:
        return None
    return {"name": added.name, "group": added.association, "by": by.name if by else ""}


def delegate_ended(case: Case) -> Facts | None:
    """For which group somebody no longer speaks."""
    group = find_association_name(case.ledger.session, case.number("association"))
    return {"group": group} if group else None


def handover(case: Case) -> Facts | None:
    """What somebody is asked to take over, as long as it can be answered."""
    asked = find_handover(case.ledger.session, case.number("handover"))
    if asked is None or not asked.is_open(case.now):
        return None
    return {
        "name": asked.name,
        "group": asked.association,
        "by": asked.from_name,
        "title": asked.title,
    }


def handed_over(case: Case) -> Facts | None:
    """What was taken over, and by whom."""
    done = find_handover(case.ledger.session, case.number("handover"))
    if done is None or done.status is not HandoverStatus.ACCEPTED:
        return None
    return {
        "name": done.from_name,
        "group": done.association,
        "heir": done.name,
        "title": done.title,
        "ends_access": done.ends_access,
    }


BUILDERS: Mapping[Kind, Callable[[Case], Facts | None]] = {
    Kind.DELEGATE_ADDED: delegate_added,
    Kind.DELEGATE_ENDED: delegate_ended,
    Kind.HANDOVER: handover,
    Kind.HANDED_OVER: handed_over,
}
