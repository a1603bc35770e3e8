"""The clients of all races."""

from collections.abc import Iterator

import pytest

from tests.races.clients import Clients, clients


@pytest.fixture(scope="session")
def all_clients() -> Iterator[Clients]:
    """Sixteen clients in four processes."""
    with clients() as found:
        yield found
