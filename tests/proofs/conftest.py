"""What proofs share with other tests: clients in processes, and the command line."""

from tests.commands.conftest import anywhere, booking, place
from tests.races.conftest import all_clients

__all__ = ["all_clients", "anywhere", "booking", "place"]
