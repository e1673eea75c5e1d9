"""What a migration says to close a table.

Migrations call these functions instead of spelling policies out, so every tenant table carries the very same four;
`bocage.database.catalogue` compares what the server holds with them.
"""

from typing import Any, Final, Protocol

from bocage.database.roles import Role

# A sub-select makes the server read the setting once per statement instead of once per row (measured 4 to 5 times
# faster). After a transaction the setting reads '' and not NULL, hence nullif.
READABLE: Final = (
    "tenant_id = any ((select coalesce(nullif(current_setting('bocage.tenants', true), ''), '{}'))::integer[])"
)
WRITABLE: Final = "tenant_id = (select nullif(current_setting('bocage.write_tenant', true), ''))::integer"

TENANT_POLICIES: Final = {
    "tenant_read": f"for select using ({READABLE})",
    "tenant_insert": f"for insert with check ({WRITABLE})",
    "tenant_update": f"for update using ({WRITABLE}) with check ({WRITABLE})",
    "tenant_delete": f"for delete using ({WRITABLE})",
}


class Executes(Protocol):
    """What these functions need of `alembic.op`."""

    def execute(self, sqltext: str) -> Any:  # noqa: ANN401 -- Alembic returns nothing of use
        """Run one statement."""
        ...


def secure_tenant_table(op: Executes, table: str, **grants: str) -> None:
    """Force row security on a table that has `tenant_id`, then grant: `app="select, insert"`, `console="select"`.

    Grant a partitioned table on its parent only: a partition reached directly has no policy.
    """
    for name, text in TENANT_POLICIES.items():
        op.execute(f"create policy {name} on {table} {text}")
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    grant(op, table, **grants)


def grant_global_table(op: Executes, table: str, **grants: str) -> None:
    """Grant a table that has no tenant; the part's manifest says in a sentence why it has none."""
    grant(op, table, **grants)


def grant(op: Executes, table: str, **grants: str) -> None:
    """Grant verbs to run-time roles, named by the last word of the role."""
    for role, verbs in grants.items():
        op.execute(f"grant {verbs} on {table} to {Role('bocage_' + role)}")


def grant_sequence(op: Executes, sequence: str, *roles: str) -> None:
    """Let roles draw numbers from a sequence."""
    for role in roles:
        op.execute(f"grant usage on sequence {sequence} to {Role('bocage_' + role)}")
