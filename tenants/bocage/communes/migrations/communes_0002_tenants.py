"""The commune as a tenant: its identity here, and whom to call."""

from alembic import op

from bocage.database.row_security import secure_tenant_table

revision = "communes_0002"
down_revision = "communes_0001"
branch_labels = None
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create both tables under row security."""
    op.execute(
        """
        create table commune (
          tenant_id integer primary key references tenant,
          insee text not null check (length(insee) = 5),
          siren text check (length(siren) = 9),
          siret text check (length(siret) = 14),
          epci_siren text,
          department text not null,
          spelled text not null,
          municipal_population integer check (municipal_population >= 0),
          dgf_population integer check (dgf_population >= 0),
          density text,
          wave text,
          remarks text,
          version integer not null default 1,
          updated_at timestamptz not null default now()
        );
        create table contact (
          tenant_id integer primary key references tenant,
          name text,
          function text,
          email text,
          telephone text
        );
        """,
    )
    secure_tenant_table(op, "commune", app="select, insert, update", console="select, insert, update")
    secure_tenant_table(op, "contact", app="select, insert, update", console="select, insert, update")
