"""The inventory: cabinets, light points, and what changed in them."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "lighting_0001"
down_revision = None
branch_labels = ("lighting",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create the three tables; a portfolio never reads them."""
    op.execute(
        """
        create table lighting_cabinet (
          tenant_id integer not null references tenant,
          cabinet_id uuid not null,
          identifier text not null check (identifier <> ''),
          same text not null,
          prm text,
          subscribed_kva numeric check (subscribed_kva >= 0),
          metering text,
          control text,
          voltage text,
          programme text,
          longitude double precision,
          latitude double precision,
          read_as text,
          precision text not null default 'C',
          originals jsonb not null default '{}',
          version integer not null default 1,
          primary key (tenant_id, cabinet_id),
          unique (tenant_id, same)
        );
        create table lighting_point (
          tenant_id integer not null references tenant,
          point_id uuid not null,
          identifier text not null check (identifier <> ''),
          same text not null,
          cabinet_id uuid,
          circuit text,
          support text,
          support_kind text,
          height_m numeric,
          lamp text,
          power_watts numeric check (power_watts >= 0),
          gear_watts numeric check (gear_watts >= 0),
          absorbed_watts numeric check (absorbed_watts >= 0),
          quantity integer not null default 1 check (quantity > 0),
          flux_lumens numeric,
          ulr_percent numeric,
          cct_kelvins numeric,
          cie3 numeric,
          category text,
          zone text,
          lantern_since text,
          lamp_since text,
          state text not null default 'en service',
          regime text,
          longitude double precision,
          latitude double precision,
          read_as text,
          precision text not null default 'C',
          originals jsonb not null default '{}',
          version integer not null default 1,
          primary key (tenant_id, point_id),
          unique (tenant_id, same),
          foreign key (tenant_id, cabinet_id) references lighting_cabinet (tenant_id, cabinet_id)
        );
        create index lighting_point_cabinet_idx on lighting_point (tenant_id, cabinet_id);
        create index lighting_point_support_idx on lighting_point (tenant_id, support);
        create table lighting_change (
          tenant_id integer not null references tenant,
          change_id uuid not null,
          object_id uuid not null,
          at timestamptz not null,
          actor_name text not null,
          source text not null,
          deed text not null,
          before jsonb not null default '{}',
          after jsonb not null default '{}',
          primary key (tenant_id, change_id)
        );
        create index lighting_change_object_idx on lighting_change (tenant_id, object_id, at desc);
        """,
    )
    secure_tenant_table(op, "lighting_cabinet", app="select, insert, update, delete")
    secure_tenant_table(op, "lighting_point", app="select, insert, update, delete")
    secure_tenant_table(op, "lighting_change", app="select, insert")
