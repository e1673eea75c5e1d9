"""The first line of a journal, written with the tenant it belongs to."""

from alembic import op

from bocage.database.row_security import open_to_newborns

revision = "governance_0003"
down_revision = "governance_0002"
branch_labels = None
depends_on = "tenancy_0002"


def upgrade() -> None:
    """Let the role that enrols write it."""
    open_to_newborns(op, "journal_entry")
