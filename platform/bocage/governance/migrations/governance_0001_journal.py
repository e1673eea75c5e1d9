"""The journal: one line a deed, in the tenant that the deed touches."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "governance_0001"
down_revision = None
branch_labels = ("governance",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create the table; run-time roles may insert and read, and never update or delete."""
    op.execute(
        """
        create table journal_entry (
          tenant_id integer not null references tenant,
          entry_id uuid not null,
          at timestamptz not null default clock_timestamp(),
          actor_id uuid,
          actor_name text not null,
          verb text not null check (verb ~ '^[a-z_]+[.][a-z_]+$'),
          object_kind text not null,
          object_id text not null,
          object_label text not null,
          before jsonb,
          after jsonb,
          request_id text not null,
          primary key (tenant_id, entry_id)
        );
        create index journal_entry_at_idx on journal_entry (tenant_id, at desc);
        create index journal_entry_object_idx on journal_entry (tenant_id, object_kind, object_id, at desc);
        """,
    )
    secure_tenant_table(op, "journal_entry", app="select, insert", console="select, insert")
