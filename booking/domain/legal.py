"""What only the operator of the house can say in the texts that the law asks for.

The texts themselves are files (`templates/texts`). Where something is not said, a mark
stands in its place on the page, and the doctor names it.
"""

from pydantic import Field

from booking.domain.declaration import Declared
from booking.domain.names import Names


class Legal(Declared):
    """The facts that imprint, privacy, accessibility and mails leave open."""

    operator: Names | None = Field(
        default=None, description="Name and address of the operator, such as the city."
    )
    representative: Names | None = Field(default=None, description="Who represents the operator.")
    register_entry: Names | None = Field(
        default=None, description="Register and number, VAT number, supervising authority."
    )
    editor: Names | None = Field(
        default=None, description="Name and address of the person responsible for the texts."
    )
    data_protection_officer: Names | None = Field(
        default=None, description="Who looks after data protection, and how to reach this person."
    )
    legal_basis: Names | None = Field(
        default=None, description="The law by which requests may be kept and answered."
    )
    supervisory_authority: Names | None = Field(
        default=None, description="The authority for data protection, with its address."
    )
    accessibility_audit: Names | None = Field(
        default=None, description="Result and date of the examination for accessibility."
    )
    arbitration_board: Names | None = Field(
        default=None, description="Where people turn if a barrier is not removed."
    )
    conditions: Names | None = Field(
        default=None,
        description="What holds for every use; stands in each confirmation by mail.",
    )

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The keys that nobody has filled in, in their order."""
        return tuple(name for name, said in self if said is None)
