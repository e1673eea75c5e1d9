"""The register: communes, intercommunalities, departments, and the edition they come from."""

from alembic import op

from bocage.database.row_security import grant_global_table

revision = "communes_0001"
down_revision = None
branch_labels = ("communes",)
depends_on = None


def upgrade() -> None:
    """Create the reference tables, which everybody reads and only a new edition writes."""
    op.execute(
        """
        create table register_department (
          code text primary key,
          name text not null,
          spelled text not null
        );
        create table register_epci (
          siren text primary key,
          name text not null
        );
        create table register_commune (
          insee text primary key check (length(insee) = 5),
          name text not null,
          spelled text not null,
          department text not null,
          siren text,
          epci_siren text references register_epci,
          population integer,
          postal_codes text[] not null,
          former_codes text[] not null,
          longitude double precision,
          latitude double precision
        );
        create index register_commune_department_idx on register_commune (department);
        create index register_commune_siren_idx on register_commune (siren);
        create index register_commune_spelled_idx on register_commune (spelled);
        create table register_edition (
          source text primary key,
          edition text not null,
          loaded_at timestamptz not null default now()
        );
        """,
    )
    for table in ("register_department", "register_epci", "register_commune", "register_edition"):
        grant_global_table(op, table, app="select", console="select")
