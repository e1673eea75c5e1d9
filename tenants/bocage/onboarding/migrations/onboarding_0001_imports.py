"""Files brought to the desk: what was sent, what was chosen, what was done."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "onboarding_0001"
down_revision = None
branch_labels = ("onboarding",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create the table; the syndicate's portfolio role alone reads it."""
    op.execute(
        """
        create table import_batch (
          tenant_id integer not null references tenant,
          import_id uuid not null,
          file_name text not null check (file_name <> ''),
          sha256 text not null check (length(sha256) = 64),
          content bytea not null,
          choices jsonb not null default '{}',
          status text not null default 'previewed' check (status in ('previewed', 'confirmed', 'abandoned', 'undone')),
          counts jsonb not null default '{}',
          outcome jsonb not null default '[]',
          created_by uuid,
          created_by_name text not null,
          created_at timestamptz not null default clock_timestamp(),
          confirmed_by uuid,
          confirmed_by_name text,
          confirmed_at timestamptz,
          version integer not null default 1,
          primary key (tenant_id, import_id),
          check ((status in ('confirmed', 'undone')) = (confirmed_at is not null))
        );
        create index import_batch_created_idx on import_batch (tenant_id, created_at desc);
        """,
    )
    secure_tenant_table(op, "import_batch", console="select, insert, update")
