"""What the server's catalogue must not show: each row returned is a hole in the wall between communes.

The checks cover the nine ways round row security that were found on PostgreSQL: an owner who is not forced, a view
that runs as its owner, a materialised view, a definer function, a partition reached directly, a foreign key or a
unique key without the tenant, TRUNCATE, and a policy that is not the template's.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from bocage.database.catalogue_queries import CHECKS, TEMPLATE_POLICIES
from bocage.database.roles import MIGRATE, OWNER, Role
from bocage.database.row_security import BIRTH_POLICIES, ENROLMENT_POLICY, TENANT_POLICIES

ALEMBIC: Final = "alembic_version"
TEMPLATE_TABLE: Final = """
    create temp table policy_template (tenant_id integer not null, host_id integer, kind text, created_at timestamptz)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One hole: its kind, and the object that has it."""

    kind: str
    what: str


def defects(
    connection: Connection,
    *,
    global_tables: Collection[str],
    newborn_tables: Collection[str],
) -> tuple[Defect, ...]:
    """Return every hole in the database.

    `global_tables` are those declared to have no tenant, `newborn_tables` those that take the first rows of tenants
    being born, each with its reason.

    Needs a login that reads the catalogue and may create a temporary table (the migration's login).
    """
    parameters = {
        "global_tables": [ALEMBIC, *global_tables],
        "owners": [OWNER, MIGRATE],
        "run_roles": list(Role),
        "templates": template_policies(connection, TENANT_POLICIES),
        "newborn_tables": list(newborn_tables),
        "newborn_templates": template_policies(connection, {"enrol_insert": ENROLMENT_POLICY}),
        "birth_templates": template_policies(connection, BIRTH_POLICIES),
    }
    found = [
        Defect(kind=kind, what=what)
        for kind, query in CHECKS.items()
        for (what,) in connection.execute(text(query), parameters)
    ]
    return tuple(found)


def template_policies(connection: Connection, wanted: Mapping[str, str]) -> list[str]:
    """Let the server itself print policies, so that they compare on any version."""
    connection.execute(text("drop table if exists pg_temp.policy_template"))
    connection.execute(text(TEMPLATE_TABLE))
    for name, body in wanted.items():
        connection.execute(text(f"create policy {name} on pg_temp.policy_template {body}"))
    policies = list(connection.scalars(text(TEMPLATE_POLICIES)))
    connection.execute(text("drop table pg_temp.policy_template"))
    return policies
