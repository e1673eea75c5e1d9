"""Dated parameters: what a tenant decided otherwise than the law's default, from when, by which article."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "governance_0002"
down_revision = "governance_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; run-time roles may insert and read, and never update or delete."""
    op.execute(
        """
        create table parameter (
          tenant_id integer not null references tenant,
          parameter_id uuid not null,
          code text not null check (code <> ''),
          value text not null check (value <> ''),
          unit text not null,
          valid_from date not null,
          valid_to date check (valid_to >= valid_from),
          article text not null check (article <> ''),
          set_by uuid,
          set_by_name text not null,
          set_at timestamptz not null default clock_timestamp(),
          primary key (tenant_id, parameter_id)
        );
        create index parameter_code_idx on parameter (tenant_id, code, valid_from desc, set_at desc);
        """,
    )
    secure_tenant_table(op, "parameter", app="select, insert", console="select, insert")
