"""The roles of the cluster: one owns, one migrates, six run, and none of the six can step round row security."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a transaction may be at run time; chosen by `SET LOCAL ROLE`, never by a login."""

    APP = "bocage_app"
    """Pages and doors of one tenant."""
    INGEST = "bocage_ingest"
    """Measurements of many tenants in one statement."""
    JOBS = "bocage_jobs"
    """Background work."""
    IDENTITY = "bocage_identity"
    """People, credentials, sessions: tables without a tenant that no other role reads."""
    CONSOLE = "bocage_console"
    """Pages of a portfolio: governance tables and daily sums only."""
    ENROL = "bocage_enrol"
    """Tenants being born: the first rows of those that the transaction under way makes, and nothing else."""


OWNER: Final = "bocage_owner"
MIGRATE: Final = "bocage_migrate"
STRENGTHS: Final = ("superuser", "bypassrls", "createrole", "createdb", "replication")


def creation_of_roles() -> str:
    """SQL that creates what is missing and takes every strength away from the rest; run again, it changes nothing."""
    wanted = (OWNER, MIGRATE, *Role)
    created = "\n".join(
        f"if not exists (select from pg_roles where rolname = '{name}') then create role {name} nologin; end if;"
        for name in wanted
    )
    weakened = "\n".join(
        f"alter role {name} {' '.join(f'no{strength}' for strength in STRENGTHS)};" for name in (OWNER, *Role)
    )
    return (
        f"do $roles$ begin {created} end $roles$;\n{weakened}\n"
        # Alembic works as the owner, so that whoever migrates owns nothing.
        f"grant {OWNER} to {MIGRATE} with inherit false, set true;\n"
        f"grant {OWNER} to current_user with inherit false, set true;\n"
        f"grant usage, create on schema public to {OWNER};\n"
        f"grant usage on schema public to {', '.join(Role)};"
    )


def membership_of_login(login: str) -> str:
    """SQL that lets a login become each run-time role and nothing by itself; `login` is an identifier already quoted."""
    return "\n".join(f"grant {role} to {login} with inherit false, set true;" for role in Role)
