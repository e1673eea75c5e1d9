"""Joining paths (`path` alone is a type of the server), what was entered on each; the procedures, markets and statutes of a syndicate."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "joining_0001"
down_revision = None
branch_labels = ("joining",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """A path belongs to the tenant that walks it; what several paths share belongs to their syndicate."""
    op.execute(
        """
        create table joining_path (
          tenant_id integer not null references tenant,
          path_id uuid not null,
          host_id integer not null,
          path jsonb not null,
          facts jsonb not null default '{}',
          procedure_id uuid,
          market_id uuid,
          summary jsonb not null default '{}',
          summary_on date,
          version integer not null default 1,
          created_at timestamptz not null default clock_timestamp(),
          updated_at timestamptz not null default clock_timestamp(),
          primary key (tenant_id, path_id)
        );
        create table path_entry (
          tenant_id integer not null references tenant,
          entry_id uuid not null,
          path_id uuid not null,
          step text not null,
          kind text not null check (kind in ('entree', 'correction', 'retrait', 'accord', 'refus', 'annulation')),
          version integer not null,
          before jsonb not null default '{}',
          after jsonb not null default '{}',
          actor_id uuid,
          actor_name text not null,
          at timestamptz not null default clock_timestamp(),
          primary key (tenant_id, entry_id),
          foreign key (tenant_id, path_id) references joining_path
        );
        create index path_entry_path_idx on path_entry (tenant_id, path_id, at desc);
        create table member_procedure (
          tenant_id integer not null references tenant,
          procedure_id uuid not null,
          procedure jsonb not null,
          version integer not null default 1,
          created_at timestamptz not null default clock_timestamp(),
          primary key (tenant_id, procedure_id)
        );
        create table market (
          tenant_id integer not null references tenant,
          market_id uuid not null,
          market jsonb not null,
          version integer not null default 1,
          created_at timestamptz not null default clock_timestamp(),
          primary key (tenant_id, market_id)
        );
        create table syndicate_rules (
          tenant_id integer not null references tenant,
          rules jsonb not null,
          parameters jsonb not null default '[]',
          version integer not null default 1,
          primary key (tenant_id)
        );
        """,
    )
    secure_tenant_table(op, "joining_path", app="select, update", console="select, insert, update")
    secure_tenant_table(op, "path_entry", app="select, insert", console="select, insert")
    secure_tenant_table(op, "member_procedure", app="select", console="select, insert, update")
    secure_tenant_table(op, "market", app="select", console="select, insert, update")
    secure_tenant_table(op, "syndicate_rules", app="select", console="select, insert, update")
