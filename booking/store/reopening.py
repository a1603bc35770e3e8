"""Proposals that are open again because the deed that ended them was taken back."""

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import col, select

from booking.domain.proposals import Proposal, ProposalStatus
from booking.store.ledger import Ledger
from booking.store.proposals import keep_free, proposal_value
from booking.store.tables import ProposalRow
from calendars.period import Period


def find_ended(ledger: Ledger, proposal_ids: Collection[int]) -> tuple[Proposal, ...]:
    """Those of these proposals that ended because their date changed otherwise, and whose last
    day is not over."""
    rows = ledger.session.exec(
        select(ProposalRow)
        .where(
            col(ProposalRow.id).in_(sorted(proposal_ids)),
            col(ProposalRow.status) == ProposalStatus.WITHDRAWN.value,
            col(ProposalRow.open_until) >= ledger.today,
        )
        .order_by(col(ProposalRow.id))
    )
    return tuple(proposal_value(row, ledger.ids) for row in rows)


def open_again(ledger: Ledger, proposal: Proposal, held: Mapping[str, Sequence[Period]]) -> None:
    """A proposal can be answered as before, and `held` is kept free for it. The guards fire here
    if it is not free; the spaces must be locked."""
    row = ledger.session.get_one(ProposalRow, proposal.id)
    row.status, row.answered_at = ProposalStatus.OPEN.value, None
    ledger.session.flush()
    keep_free(ledger, row, held)
