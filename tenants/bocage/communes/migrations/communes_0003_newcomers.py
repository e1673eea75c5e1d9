"""What is known of a commune, and whom to call there, written with the tenant that it becomes."""

from alembic import op

from bocage.database.row_security import open_to_newborns

revision = "communes_0003"
down_revision = "communes_0002"
branch_labels = None
depends_on = "tenancy_0002"


def upgrade() -> None:
    """Let the role that enrols write both."""
    for table in ("commune", "contact"):
        open_to_newborns(op, table)
