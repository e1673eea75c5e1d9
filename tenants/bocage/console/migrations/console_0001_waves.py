"""Waves: communes that open together on a day."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "console_0001"
down_revision = None
branch_labels = ("console",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """A wave belongs to the syndicate; each commune bears its name, as communes.csv writes it."""
    op.execute(
        """
        create table wave (
          tenant_id integer not null references tenant,
          wave_id uuid not null,
          name text not null check (name <> ''),
          opens_on date,
          version integer not null default 1,
          primary key (tenant_id, wave_id),
          unique (tenant_id, name)
        );
        """,
    )
    secure_tenant_table(op, "wave", console="select, insert, update, delete")
