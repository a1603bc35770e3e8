"""Tokens: secrets that let their bearer act without signing in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session, col, select

from booking.domain.delegates import LINK_OUTLASTS
from booking.domain.people import Person, Standing
from booking.store.secrets import hash_secret, new_secret
from booking.store.tables import OccurrenceRow, TokenRow


class Purpose(StrEnum):
    """What a token opens; none opens anything else."""

    STAFF_API = "staff_api"
    ASSOCIATION_API = "association_api"
    BOOKING_LINK = "booking_link"
    RENEWAL = "renewal"
    """Says whether a series goes on, and nothing else."""
    NO_SHOW = "no_show"
    """Answers that the group was there, and nothing else."""
    PASSWORD = "password"  # noqa: S105  the name of a purpose
    SECOND_FACTOR = "second_factor"
    """The password was right; a code is still to come."""


FOR_PROGRAMS = (Purpose.STAFF_API, Purpose.ASSOCIATION_API)
"""Those that are made and revoked by hand."""


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token of a program, without its secret."""

    id: int
    purpose: Purpose
    name: str
    created_at: datetime
    revoked_at: datetime | None


def add_token(
    session: Session,
    purpose: Purpose,
    now: datetime,
    name: str = "",
    association_id: int | None = None,
    booking_id: int | None = None,
    account_id: int | None = None,
) -> str:
    """Makes a token and returns the secret, which cannot be read again."""
    secret = new_secret()
    session.add(
        TokenRow(
            token_hash=hash_secret(secret),
            purpose=purpose.value,
            name=name,
            association_id=association_id,
            booking_id=booking_id,
            account_id=account_id,
            created_at=now,
        )
    )
    return secret


def find_bearer(session: Session, secret: str) -> Person | None:
    """Who acts with this API token."""
    row = _find(session, secret)
    if row is None:
        return None
    if row.purpose == Purpose.STAFF_API:
        return Person(Standing.STAFF, name=row.name, token_id=row.id)
    if row.purpose == Purpose.ASSOCIATION_API:
        return Person(
            Standing.ASSOCIATION,
            name=row.name,
            association_id=row.association_id,
            token_id=row.id,
        )
    return None


def find_link_holder(
    session: Session, secret: str, now: datetime, purpose: Purpose = Purpose.BOOKING_LINK
) -> Person | None:
    """Who acts with this secret link of a booking, which is for one purpose; nobody once all
    its dates are long over. What asks about a date that is over opens as long after it left."""
    row = _find(session, secret)
    if row is None or row.purpose != purpose:
        return None
    if purpose is Purpose.NO_SHOW:
        is_old = row.created_at + LINK_OUTLASTS < now
        return None if is_old else Person(Standing.ASSOCIATION, booking_id=row.booking_id)
    last_end = session.exec(
        select(func.max(OccurrenceRow.ends)).where(col(OccurrenceRow.booking_id) == row.booking_id)
    ).one()
    if last_end is not None and last_end + LINK_OUTLASTS.total_seconds() < now.timestamp():
        return None
    return Person(Standing.ASSOCIATION, booking_id=row.booking_id)


def find_api_tokens(session: Session) -> tuple[ApiToken, ...]:
    """The tokens of all programs, revoked ones included, the oldest first."""
    rows = session.exec(
        select(TokenRow).where(col(TokenRow.purpose).in_(FOR_PROGRAMS)).order_by(col(TokenRow.id))
    )
    return tuple(
        ApiToken(row.id or 0, Purpose(row.purpose), row.name, row.created_at, row.revoked_at)
        for row in rows
    )


def revoke_api_token(session: Session, token_id: int, now: datetime) -> bool:
    """Ends a token of a program for good. False if there is none of that id."""
    row = session.get(TokenRow, token_id)
    if row is None or row.purpose not in FOR_PROGRAMS:
        return False
    row.revoked_at = row.revoked_at or now
    return True


def end_token(session: Session, secret: str, now: datetime) -> None:
    """This token opens nothing from now on."""
    row = _find(session, secret)
    if row is not None:
        row.revoked_at = now
        session.flush()


def _find(session: Session, secret: str) -> TokenRow | None:
    return session.exec(
        select(TokenRow).where(
            col(TokenRow.token_hash) == hash_secret(secret), col(TokenRow.revoked_at).is_(None)
        )
    ).one_or_none()
