"""What a migration says to close a table.

Migrations call these functions instead of spelling policies out, so every tenant table carries the very same four;
`bocage.database.catalogue` compares what the server holds with them.

A few tables also take the first rows of tenants being born, many tenants in one statement, from the role that enrols.
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

# Whose tenants are being born is a setting of its own: a transaction that writes its own tenant enrols nobody by it.
ENROLS_FOR: Final = "(select nullif(current_setting('bocage.enrols_for', true), ''))::integer"
# A row made by the transaction under way bears its number; one that it only changed does too, and is older. A row made
# under a savepoint bears another, and is refused.
NEWBORN: Final = (
    f"host_id = {ENROLS_FOR} and kind = 'commune' and created_at = transaction_timestamp()"
    " and xmin = pg_current_xact_id_if_assigned()::xid"
)
ENROLMENT_POLICY: Final = (
    f"for insert to {Role.ENROL} with check (tenant_id in (select tenant_id from tenant where {NEWBORN}))"  # noqa: S608 -- our own words
)
BIRTH_POLICIES: Final = {
    "enrol_read": f"for select to {Role.ENROL} using ({NEWBORN})",
    # That the number is new, the primary key says.
    "enrol_insert": f"for insert to {Role.ENROL} with check (host_id = {ENROLS_FOR} and kind = 'commune')",
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


def open_to_newborns(op: Executes, table: str) -> None:
    """Let a table take the first rows of tenants being born; the part's manifest says in a sentence why it does."""
    op.execute(f"create policy enrol_insert on {table} {ENROLMENT_POLICY}")
    grant(op, table, enrol="insert")


def open_to_births(op: Executes, table: str) -> None:
    """Let the table of tenants take those that a portfolio brings in."""
    for name, text in BIRTH_POLICIES.items():
        op.execute(f"create policy {name} on {table} {text}")
    grant(op, table, enrol="select, insert")


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
