"""Problems that were reported, and their photos."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from booking.domain.people import Person
from booking.domain.problem_reports import Problem, Report
from booking.store.tables import (
    AccountRow,
    CaretakerLinkRow,
    ProblemPhotoRow,
    ProblemRow,
)


def add_problem(session: Session, report: Report, by: Person, at: datetime) -> bool:
    """Keeps a report; False if this form was sent before."""
    known = session.exec(select(ProblemRow.id).where(col(ProblemRow.nonce) == report.nonce))
    if known.first() is not None:
        return False
    row = ProblemRow(
        nonce=report.nonce,
        at=at,
        account_id=by.account_id,
        link_id=by.link_id,
        occurrence_id=report.occurrence_id,
        text=report.text,
        has_photo=report.photo is not None,
    )
    session.add(row)
    session.flush()
    if report.photo is not None:
        session.add(ProblemPhotoRow(problem_id=row.id or 0, content=report.photo))
    return True


def find_problems(session: Session, is_done: bool, limit: int) -> Sequence[Problem]:
    """Those that are to be seen to, or those that are done; the newest first."""
    who = func.coalesce(CaretakerLinkRow.name, AccountRow.name, "")
    done = col(ProblemRow.done_at)
    rows = session.exec(
        select(ProblemRow, who)
        .join(AccountRow, col(AccountRow.id) == ProblemRow.account_id, isouter=True)
        .join(CaretakerLinkRow, col(CaretakerLinkRow.id) == ProblemRow.link_id, isouter=True)
        .where(done.is_not(None) if is_done else done.is_(None))
        .order_by(col(ProblemRow.id).desc())
        .limit(limit)
    )
    return [
        Problem(row.id or 0, row.at, name, row.occurrence_id, row.text, row.has_photo, row.done_at)
        for row, name in rows
    ]


def set_done(session: Session, problem_id: int, by: Person, at: datetime | None) -> bool:
    """Done, or with no moment to be seen to again. False if there is no such problem."""
    row = session.get(ProblemRow, problem_id)
    if row is None:
        return False
    row.done_at, row.done_by = at, by.account_id if at else None
    return True


def find_photo(session: Session, problem_id: int) -> bytes | None:
    """The photo of a problem, if it has one."""
    row = session.get(ProblemPhotoRow, problem_id)
    return row.content if row else None


def forget_photos(session: Session, done_before: datetime) -> None:
    """Deletes the photos of what was done before that moment."""
    old = select(ProblemRow.id).where(
        col(ProblemRow.done_at) < done_before, col(ProblemRow.has_photo)
    )
    ids: Collection[int | None] = session.exec(old).all()
    session.execute(delete(ProblemPhotoRow).where(col(ProblemPhotoRow.problem_id).in_(ids)))
    for row in session.exec(select(ProblemRow).where(col(ProblemRow.id).in_(ids))):
        row.has_photo = False
