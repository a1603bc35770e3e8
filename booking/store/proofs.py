"""Proofs of addresses: who asks, what proves it, and the devices that are known since."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from booking.domain.proofs import (
    CODE_DIGITS,
    CODE_LASTS,
    LINK_LASTS,
    MOST_TRIES,
    ProofPurpose,
)
from booking.domain.refusals import NotFound
from booking.store.deeds import digest
from booking.store.secrets import hash_secret, new_secret
from booking.store.tables import DeviceRow, ProofKeyRow, ProofRow


@dataclass(frozen=True, slots=True)
class Proof:
    """An address that somebody wants to prove."""

    id: int
    handle_hash: str
    email: str
    purpose: ProofPurpose
    tries: int


def ask_for_proof(
    session: Session, handle: str, purpose: ProofPurpose, email: str, expires_at: datetime
) -> int:
    """Notes that this browser wants to prove this address; returns the proof's id. Tries are
    counted anew. What was sent to another address before proves nothing any more."""
    row = session.exec(_of(handle, purpose).with_for_update()).one_or_none()
    if row is None:
        row = ProofRow(
            handle_hash=hash_secret(handle),
            purpose=purpose.value,
            email=email,
            expires_at=expires_at,
        )
        session.add(row)
    elif row.email != email:
        session.execute(delete(ProofKeyRow).where(col(ProofKeyRow.proof_id) == row.id))
    row.email, row.tries, row.expires_at = email, 0, expires_at
    session.flush()
    return row.id or 0


def find_proof(session: Session, handle: str, purpose: ProofPurpose, now: datetime) -> Proof | None:
    """What this browser wants to prove."""
    row = session.exec(_of(handle, purpose).where(col(ProofRow.expires_at) > now)).one_or_none()
    return proof_value(row) if row else None


def find_proof_by_id(session: Session, proof_id: int, now: datetime) -> Proof | None:
    """A proof that is still wanted."""
    row = session.get(ProofRow, proof_id)
    return proof_value(row) if row and row.expires_at > now else None


def find_proof_by_link(session: Session, secret: str, now: datetime) -> Proof | None:
    """The proof that this link from a mail gives."""
    row = session.exec(
        select(ProofRow)
        .join(ProofKeyRow, col(ProofKeyRow.proof_id) == ProofRow.id)
        .where(
            col(ProofKeyRow.key_hash) == hash_secret(secret),
            col(ProofKeyRow.expires_at) > now,
            col(ProofRow.expires_at) > now,
        )
    ).first()
    return proof_value(row) if row else None


def add_code(session: Session, proof_id: int, reader: str, now: datetime) -> str:
    """A new code for this proof: six digits, in two groups as people read them. Raises
    `NotFound` if `reader` is not the address that it proves."""
    _require_reader(session, proof_id, reader)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    _add_key(session, proof_id, digest(str(proof_id), code), now + CODE_LASTS)
    return f"{code[:3]} {code[3:]}"


def add_link(session: Session, proof_id: int, reader: str, now: datetime) -> str:
    """The secret of a new link for this proof. Raises `NotFound` if `reader` is not the
    address that it proves."""
    _require_reader(session, proof_id, reader)
    secret = new_secret()
    _add_key(session, proof_id, hash_secret(secret), now + LINK_LASTS)
    return secret


def count_try(session: Session, proof: Proof) -> bool:
    """Counts one try of a code, before it is looked at; False if there were too many."""
    counted = session.execute(
        update(ProofRow)
        .where(col(ProofRow.id) == proof.id, col(ProofRow.tries) < MOST_TRIES)
        .values(tries=ProofRow.tries + 1)
        .returning(col(ProofRow.id))
    )
    return counted.first() is not None


def is_code_of(session: Session, proof: Proof, code: str, now: datetime) -> bool:
    """Whether one of the codes that were sent for this proof, and still hold, is this one."""
    found = session.exec(
        select(ProofKeyRow.id).where(
            col(ProofKeyRow.proof_id) == proof.id,
            col(ProofKeyRow.key_hash) == digest(str(proof.id), code),
            col(ProofKeyRow.expires_at) > now,
        )
    )
    return found.first() is not None


def add_device(session: Session, email: str, now: datetime, lasts: timedelta) -> str:
    """The secret of a device that is known from now on."""
    secret = new_secret()
    session.add(
        DeviceRow(
            token_hash=hash_secret(secret), email=email, proven_at=now, expires_at=now + lasts
        )
    )
    return secret


def find_device_email(session: Session, secret: str, now: datetime) -> str | None:
    """The address that was proven on this device."""
    return session.exec(
        select(DeviceRow.email).where(
            col(DeviceRow.token_hash) == hash_secret(secret), col(DeviceRow.expires_at) > now
        )
    ).one_or_none()


def remove_device(session: Session, secret: str) -> None:
    """Forgets this device."""
    session.execute(delete(DeviceRow).where(col(DeviceRow.token_hash) == hash_secret(secret)))


def forget_expired_proofs(session: Session, now: datetime) -> None:
    """Takes away what proves nothing any more."""
    over = select(ProofRow.id).where(col(ProofRow.expires_at) <= now)
    session.execute(delete(ProofKeyRow).where(col(ProofKeyRow.proof_id).in_(over)))
    session.execute(delete(ProofRow).where(col(ProofRow.expires_at) <= now))
    session.execute(delete(DeviceRow).where(col(DeviceRow.expires_at) <= now))


def proof_value(row: ProofRow) -> Proof:
    """The row as a value."""
    return Proof(row.id or 0, row.handle_hash, row.email, ProofPurpose(row.purpose), row.tries)


def _of(handle: str, purpose: ProofPurpose) -> SelectOfScalar[ProofRow]:
    return select(ProofRow).where(
        col(ProofRow.handle_hash) == hash_secret(handle), col(ProofRow.purpose) == purpose.value
    )


def _require_reader(session: Session, proof_id: int, reader: str) -> None:
    """Whoever gets the key proves this address with it. The proof is locked until the key is
    written: another address that is typed at the same moment must find it and take it away."""
    row = session.exec(
        select(ProofRow.id)
        .where(col(ProofRow.id) == proof_id, col(ProofRow.email) == reader.lower())
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound(what="proof")


def _add_key(session: Session, proof_id: int, key_hash: str, expires_at: datetime) -> None:
    session.add(ProofKeyRow(proof_id=proof_id, key_hash=key_hash, expires_at=expires_at))
