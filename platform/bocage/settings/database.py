"""Where PostgreSQL is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSettings:
    """`url` is the run-time login, without rights of its own; `migrate_url` a login that may create roles and tables.

    Both are None when the embedded server is to be used.
    """

    url: str | None
    migrate_url: str | None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Take `DATABASE_URL` and `MIGRATE_DATABASE_URL`."""
        return cls(
            url=psycopg_url(environment.get("DATABASE_URL")),
            migrate_url=psycopg_url(environment.get("MIGRATE_DATABASE_URL")),
        )


def psycopg_url(url: str | None) -> str | None:
    """Name the one driver we use, whatever spelling of the scheme the operator's tools give."""
    if not url:
        return None
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url
