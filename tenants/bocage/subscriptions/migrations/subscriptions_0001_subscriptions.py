"""Subscriptions of places to modules, what places ask for, and the modules that were ever subscribed to."""

from alembic import op

from bocage.database.row_security import grant_global_table, secure_tenant_table

revision = "subscriptions_0001"
down_revision = None
branch_labels = ("subscriptions",)
depends_on = "tenancy_0001"


def upgrade() -> None:
    """Create the three tables; a period that ends is dated, one begun by mistake is voided, none is deleted."""
    op.execute(
        """
        create table subscription (
          tenant_id integer not null references tenant,
          subscription_id uuid not null,
          module text not null check (module <> ''),
          stage text not null check (stage in ('demonstrateur', 'production')),
          perimeter text not null default '',
          since date not null,
          until date check (until >= since),
          suspended_on date,
          voided_at timestamptz,
          deliberation text not null default '',
          path_id uuid,
          version integer not null default 1,
          primary key (tenant_id, subscription_id)
        );
        create unique index subscription_open_key on subscription (tenant_id, module)
          where until is null and voided_at is null;
        create table module_request (
          tenant_id integer not null references tenant,
          request_id uuid not null,
          module text not null check (module <> ''),
          asked_on date not null,
          asked_by text not null,
          closed_on date,
          primary key (tenant_id, request_id)
        );
        create unique index module_request_open_key on module_request (tenant_id, module) where closed_on is null;
        create table subscribed_module (
          slug text primary key,
          title text not null
        );
        """,
    )
    secure_tenant_table(op, "subscription", app="select, insert, update", console="select, insert, update")
    secure_tenant_table(op, "module_request", app="select, insert, update", console="select, insert, update")
    grant_global_table(op, "subscribed_module", app="select, insert, update", console="select, insert, update")
