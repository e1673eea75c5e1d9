"""Files sent to any importer: what was sent, what was said of it, what was chosen, what was done."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "imports_0001"
down_revision = None
branch_labels = ("imports",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create both tables; the pages of a verdict are the one thing that is erased, when the file is over."""
    op.execute(
        """
        create table file_import (
          tenant_id integer not null references tenant,
          import_id uuid not null,
          importer text not null check (importer <> ''),
          file_name text not null check (file_name <> ''),
          sha256 text not null check (length(sha256) = 64),
          content bytea not null,
          choices jsonb not null default '{}',
          status text not null default 'previewed'
            check (status in ('reading', 'previewed', 'writing', 'confirmed', 'abandoned', 'undone')),
          counts jsonb not null default '{}',
          outcome jsonb not null default '[]',
          progress jsonb not null default '{}',
          beaten_at timestamptz,
          judged jsonb,
          rejected bytea,
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
        create index file_import_created_idx on file_import (tenant_id, importer, created_at desc);
        create table file_import_page (
          tenant_id integer not null,
          import_id uuid not null,
          listing text not null,
          page integer not null check (page > 0),
          lines jsonb not null,
          primary key (tenant_id, import_id, listing, page),
          foreign key (tenant_id, import_id) references file_import
        );
        """,
    )
    for table, verbs in (("file_import", "select, insert, update"), ("file_import_page", "select, insert, delete")):
        secure_tenant_table(op, table, app=verbs, console=verbs)
