"""Reminders: who was asked again for what a path lacks, and what became of the letter."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "joining_0003"
down_revision = "joining_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A reminder belongs to the tenant that walks the path, so that it reads it; only the syndicate writes one."""
    op.execute(
        """
        create table path_reminder (
          tenant_id integer not null references tenant,
          reminder_id uuid not null,
          path_id uuid not null,
          step text not null,
          label text not null,
          sentence text not null,
          hand text not null,
          written_to text[] not null default '{}',
          actor_id uuid,
          actor_name text not null,
          at timestamptz not null default clock_timestamp(),
          on_day date not null,
          outcome text not null default 'kept' check (outcome in ('kept', 'sent', 'not_sent')),
          outcome_said text not null default '',
          primary key (tenant_id, reminder_id),
          foreign key (tenant_id, path_id) references joining_path
        );
        create index path_reminder_path_idx on path_reminder (tenant_id, path_id, at desc);
        """,
    )
    secure_tenant_table(op, "path_reminder", app="select", console="select, insert, update")
