"""A link may also say that a commune took over another."""

from alembic import op

revision = "tenancy_0003"
down_revision = "tenancy_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the new commune keep, as its own dated link, the ones it comes from: reading them follows from it."""
    op.execute(
        """
        alter table tenant_link drop constraint tenant_link_kind_check;
        alter table tenant_link add constraint tenant_link_kind_check check (kind in ('member', 'predecessor'));
        """,
    )
