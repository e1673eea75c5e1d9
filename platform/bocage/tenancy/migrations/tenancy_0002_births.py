"""Tenants being born: many in one statement, by a role that does nothing else."""

from alembic import op

from bocage.database.row_security import open_to_births

revision = "tenancy_0002"
down_revision = "tenancy_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the role that enrols make tenants, and see those that it has just made."""
    open_to_births(op, "tenant")
