"""The store that the tests of this folder write in."""

from collections.abc import AsyncIterator

import pytest

from bocage.database.engine import Database
from bocage.testing.database import FreshDatabase

from .a_store import Store, founded


@pytest.fixture
async def store(fresh_database: FreshDatabase) -> AsyncIterator[Store]:
    """Give an empty syndicate with two communes."""
    pool = Database(fresh_database.url, pool_size=3)
    try:
        yield founded(fresh_database, pool)
    finally:
        await pool.close()
