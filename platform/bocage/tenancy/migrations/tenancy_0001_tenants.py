"""Tenants and the links between them."""

from alembic import op

from bocage.database.row_security import grant_sequence, secure_tenant_table

revision = "tenancy_0001"
down_revision = None
branch_labels = ("tenancy",)
depends_on = None


def upgrade() -> None:
    """Create both tables under row security."""
    op.execute(
        """
        create sequence tenant_number as integer;
        create table tenant (
          tenant_id integer primary key default nextval('tenant_number'),
          uid uuid not null,
          kind text not null check (kind in ('operator', 'syndicate', 'epci', 'commune')),
          name text not null check (name <> ''),
          host_id integer,
          created_at timestamptz not null default now(),
          closed_at timestamptz,
          unique (tenant_id, uid)
        );
        create index tenant_uid_idx on tenant (uid);
        create table tenant_link (
          tenant_id integer not null references tenant,
          child_id integer not null,
          since date not null,
          kind text not null default 'member' check (kind = 'member'),
          code text not null,
          until date check (until >= since),
          primary key (tenant_id, child_id, since)
        );
        create unique index tenant_link_code_idx on tenant_link (tenant_id, code) where until is null;
        create unique index tenant_link_child_idx on tenant_link (tenant_id, child_id) where until is null;
        """,
    )
    grant_sequence(op, "tenant_number", "app", "console")
    secure_tenant_table(op, "tenant", app="select, insert, update", console="select, insert, update")
    secure_tenant_table(op, "tenant_link", app="select", console="select, insert, update")
