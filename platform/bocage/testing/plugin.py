"""The pytest plugin: `pytest_plugins = ["bocage.testing.plugin"]`."""

from bocage.testing.accounts import account, oneself, ordinary
from bocage.testing.database import database, fresh_database, postgres
from bocage.testing.isolation.fixtures import people, world, world_planted
from bocage.testing.skips import pytest_runtest_makereport

__all__ = [
    "account",
    "database",
    "fresh_database",
    "oneself",
    "ordinary",
    "people",
    "postgres",
    "pytest_runtest_makereport",
    "world",
    "world_planted",
]
