"""What mails tell somebody whose address is not proven yet."""

from collections.abc import Callable, Mapping

from booking.domain.mails import Kind
from booking.domain.proofs import CODE_LASTS
from booking.services.mail.cases import Case, Facts
from booking.services.mail.places import place_noted
from booking.store.drafts import find_draft
from booking.store.proofs import Proof, find_proof_by_id
from booking.words.mail_dates import Place

MINUTES = int(CODE_LASTS.total_seconds() // 60)


def code(case: Case) -> Facts | None:
    """A code, as long as it is of use."""
    return {"minutes": MINUTES} if find_proof(case) else None


def enquiry(case: Case) -> Facts | None:
    """An enquiry that waits for its address to be proven, with its dates; once it is sent
    there is nothing left to say."""
    proof = find_proof(case)
    if proof is None:
        return None
    draft = find_draft(case.ledger.session, proof.handle_hash, case.now)
    if draft is None or draft.booking_id is not None:
        return None
    return {"minutes": MINUTES, "places": places(case)}


def find_proof(case: Case) -> Proof | None:
    """The proof that is still waited for. If it is about another address by now, a code must
    not reach the old one: whoever reads it there would prove what is not theirs."""
    noted = case.noted.get("proof")
    if not isinstance(noted, int):
        return None
    proof = find_proof_by_id(case.ledger.session, noted, case.now)
    return proof if proof and proof.email == case.recipient else None


def places(case: Case) -> list[Place]:
    """The dates as they were noted."""
    noted = case.noted.get("places")
    return [place_noted(one) for one in noted] if isinstance(noted, list) else []


BUILDERS: Mapping[Kind, Callable[[Case], Facts | None]] = {
    Kind.PROVE_ADDRESS: enquiry,
    Kind.PROVE_ADDRESS_AGAIN: enquiry,
    Kind.CODE: code,
}
