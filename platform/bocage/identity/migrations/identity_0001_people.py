"""People, sessions, sign-ins under way: tables that exist before any commune is chosen."""

from alembic import op

from bocage.database.row_security import grant_global_table

revision = "identity_0001"
down_revision = None
branch_labels = ("identity",)
depends_on = None


def upgrade() -> None:
    """Create the tables; only the role of identity reaches them."""
    op.execute(
        """
        create table person (
          person_id uuid primary key,
          issuer text not null,
          subject text not null,
          name text not null,
          email text not null,
          theme text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
          created_at timestamptz not null default now(),
          signed_in_at timestamptz,
          unique (issuer, subject)
        );
        create table person_place (
          person_id uuid not null references person on delete cascade,
          tenant_id integer not null,
          primary key (person_id, tenant_id)
        );
        create table web_session (
          token_hash bytea primary key,
          person_id uuid not null references person on delete cascade,
          created_at timestamptz not null default now(),
          seen_at timestamptz not null default now(),
          idle_seconds integer not null check (idle_seconds > 0),
          ends_at timestamptz not null,
          authenticated_at timestamptz,
          level text not null,
          provider_session text,
          csrf_secret bytea not null,
          flash jsonb
        );
        create index web_session_person_idx on web_session (person_id);
        create table login_attempt (
          state_hash bytea primary key,
          browser_hash bytea not null,
          nonce text not null,
          verifier text not null,
          return_to text not null,
          created_at timestamptz not null default now()
        );
        """,
    )
    for table in ("person", "person_place", "web_session", "login_attempt"):
        grant_global_table(op, table, identity="select, insert, update, delete")
