"""The pytest plugin: `pytest_plugins = ["bocage.testing.plugin"]`."""

from bocage.testing.database import database, fresh_database, postgres

__all__ = ["database", "fresh_database", "postgres"]
