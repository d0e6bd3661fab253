"""The stores of tests/store, for whatever keeps something."""

from tests.store.conftest import address, server, store

__all__ = ["address", "server", "store"]
