"""What a syndicate's pages wear: versions prepared, and which one was put on when."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "brand_0001"
down_revision = None
branch_labels = ("brand",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create both tables; run-time roles may insert and read, and never update or delete."""
    op.execute(
        """
        create table brand (
          tenant_id integer not null references tenant,
          version integer not null check (version > 0),
          band text check (band ~ '^#[0-9a-f]{6}$'),
          logo bytea check (octet_length(logo) <= 200000),
          logo_type text check (logo_type in ('image/png', 'image/webp')),
          made_by uuid,
          made_by_name text not null,
          made_at timestamptz not null default clock_timestamp(),
          primary key (tenant_id, version),
          check ((logo is null) = (logo_type is null))
        );
        create table brand_worn (
          tenant_id integer not null references tenant,
          worn_id uuid not null,
          version integer,
          worn_by uuid,
          worn_by_name text not null,
          worn_at timestamptz not null default clock_timestamp(),
          primary key (tenant_id, worn_id),
          foreign key (tenant_id, version) references brand (tenant_id, version)
        );
        create index brand_worn_at_idx on brand_worn (tenant_id, worn_at desc);
        """,
    )
    for table in ("brand", "brand_worn"):
        secure_tenant_table(op, table, app="select", console="select, insert")
