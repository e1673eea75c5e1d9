"""Invitations: a role offered to somebody whom nobody knows yet, taken by a secret link, once."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "access_0002"
down_revision = "access_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; the secret of the link is kept only as its SHA-256, and nothing is ever deleted."""
    op.execute(
        """
        create table invitation (
          tenant_id integer not null references tenant,
          invitation_id uuid not null,
          name text not null,
          email text not null,
          role text not null,
          code_hash bytea not null check (length(code_hash) = 32),
          invited_by text not null,
          at timestamptz not null default clock_timestamp(),
          ends_at timestamptz not null,
          revoked_at timestamptz,
          accepted_at timestamptz,
          person_id uuid,
          primary key (tenant_id, invitation_id)
        );
        create unique index invitation_code_idx on invitation (tenant_id, code_hash);
        """,
    )
    secure_tenant_table(op, "invitation", app="select, insert, update")
