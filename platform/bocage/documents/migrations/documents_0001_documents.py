"""Documents: every version of each, in the place that they speak of."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "documents_0001"
down_revision = None
branch_labels = ("documents",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create the table; run-time roles may insert and read, and never update or delete."""
    op.execute(
        """
        create table document (
          tenant_id integer not null references tenant,
          document_id uuid not null,
          version integer not null check (version > 0),
          about_kind text not null check (about_kind <> ''),
          about_id text not null check (about_id <> ''),
          label text not null check (label <> ''),
          file_name text not null check (file_name <> ''),
          media_type text not null,
          content bytea not null check (octet_length(content) between 1 and 25000000),
          size integer not null generated always as (octet_length(content)) stored,
          sha256 text not null generated always as (encode(sha256(content), 'hex')) stored,
          held_by text not null default '',
          signature text not null check (signature in ('manuscrite', 'electronique', 'copie')),
          deposited_by uuid,
          deposited_by_name text not null,
          deposited_at timestamptz not null default clock_timestamp(),
          kept_until date,
          primary key (tenant_id, document_id, version)
        );
        create index document_about_idx on document (tenant_id, about_kind, about_id, document_id, version desc);
        -- Acts are compressed already: trying again only costs time.
        alter table document alter column content set storage external;
        """,
    )
    secure_tenant_table(op, "document", app="select, insert", console="select, insert")
