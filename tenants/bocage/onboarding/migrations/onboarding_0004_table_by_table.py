"""Communes no longer written one after the other by a function: a statement a table writes them all."""

from alembic import op

revision = "onboarding_0004"
down_revision = "onboarding_0003"
branch_labels = None
depends_on = ("communes_0003", "governance_0003")


def upgrade() -> None:
    """Drop the function."""
    op.execute("drop function bring_communes_in(jsonb)")
