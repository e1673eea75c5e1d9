"""The catalogue's questions: none is answered on the product, and each finds the hole planted for it."""

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from bocage.catalogue.discovery import global_tables, newborn_tables
from bocage.database.catalogue import defects
from bocage.database.catalogue_queries import CHECKS
from bocage.database.row_security import ENROLMENT_POLICY
from bocage.testing.database import FreshDatabase

PARTITIONED = """
    create table reading_like (tenant_id integer not null, day date not null) partition by range (day);
    create table reading_like_2026 partition of reading_like for values from ('2026-01-01') to ('2027-01-01');
    alter table reading_like enable row level security; alter table reading_like force row level security;
    alter table reading_like_2026 enable row level security; alter table reading_like_2026 force row level security;
"""
HOLES = {
    "run-role-missing": "alter role bocage_ingest rename to somebody_else",
    "tenant-column-missing": "create table loose (name text)",
    "row-security-not-forced": "alter table tenant no force row level security",
    "policy-not-of-the-template": "create policy open_wide on tenant for select using (true)",
    "enrol-role-does-more": "grant update on tenant to bocage_enrol",
    "policy-missing": "drop policy tenant_read on tenant",
    "view-runs-as-its-owner": "create view everyone as select * from tenant",
    "materialised-view": "create materialized view frozen as select * from tenant",
    "definer-function": "create function all_names() returns setof text language sql security definer"
    " as 'select name from tenant'",
    "verb-never-granted": "grant truncate on tenant to bocage_app",
    "partition-reached-directly": PARTITIONED + "grant select on reading_like_2026 to bocage_app",
    "granted-to-everyone": "grant select on tenant to public",
    "granted-to-a-login": "grant select on tenant to bocage_login",
    "foreign-key-without-tenant": "alter table tenant_link add foreign key (child_id) references tenant (tenant_id)",
    "unique-key-without-tenant": "create unique index one_name_only on tenant (name)",
    "run-role-too-strong": "alter role bocage_app bypassrls",
    "run-role-owns": "alter table tenant owner to bocage_app",
    "run-role-may-create": "grant create on schema public to bocage_app",
    "run-role-becomes-owner": "grant bocage_owner to bocage_app with inherit false",
}


def holes_of(connection: Connection) -> set[str]:
    """Return the kinds of hole that the checks find."""
    return {
        defect.kind for defect in defects(connection, global_tables=global_tables(), newborn_tables=newborn_tables())
    }


def test_the_product_has_no_hole(fresh_database: FreshDatabase) -> None:
    engine = create_engine(fresh_database.superuser_url, poolclass=NullPool)
    with engine.connect() as connection:
        assert defects(connection, global_tables=global_tables(), newborn_tables=newborn_tables()) == ()
    engine.dispose()


def test_a_table_that_nobody_declared_takes_no_newborn(fresh_database: FreshDatabase) -> None:
    engine = create_engine(fresh_database.superuser_url, poolclass=NullPool)
    with engine.connect() as connection:
        policy = f"create policy enrol_insert on tenant_link {ENROLMENT_POLICY}"
        connection.execute(text(policy))
        assert "policy-not-of-the-template" in holes_of(connection)
        connection.rollback()
    engine.dispose()


@pytest.mark.parametrize("kind", HOLES)
def test_each_hole_is_found(fresh_database: FreshDatabase, kind: str) -> None:
    engine = create_engine(fresh_database.superuser_url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(HOLES[kind]))
        assert kind in holes_of(connection)
        # Roles belong to the whole cluster: what was planted goes with the transaction.
        connection.rollback()
    engine.dispose()


def test_a_table_declared_global_that_does_not_exist_is_a_fault(fresh_database: FreshDatabase) -> None:
    engine = create_engine(fresh_database.superuser_url, poolclass=NullPool)
    with engine.connect() as connection:
        found = defects(connection, global_tables=[*global_tables(), "ghost"], newborn_tables=newborn_tables())
        kinds = {defect.kind for defect in found}
    engine.dispose()
    assert kinds == {"global-table-unknown"}


def test_every_question_has_its_hole() -> None:
    assert set(CHECKS) == {*HOLES, "global-table-unknown"}
