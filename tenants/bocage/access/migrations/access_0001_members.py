"""Members: what a person is in a tenant, given by it, between two dates."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "access_0001"
down_revision = None
branch_labels = ("access",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create the table; a right that ends is dated, never deleted."""
    op.execute(
        """
        create table member (
          tenant_id integer not null references tenant,
          member_id uuid not null,
          person_id uuid not null,
          name text not null,
          email text not null,
          role text not null,
          lot text,
          given_by text not null,
          since date not null,
          until date check (until >= since),
          cut_at timestamptz,
          cut_by text,
          primary key (tenant_id, member_id)
        );
        create index member_person_idx on member (tenant_id, person_id);
        """,
    )
    secure_tenant_table(op, "member", app="select, insert, update", console="select, insert, update")
