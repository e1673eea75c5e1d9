"""A suspension has a last day: it begins and ends on its days, without anybody or anything at work that night."""

from alembic import op

revision = "subscriptions_0002"
down_revision = "subscriptions_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the last day of a suspension, none when it lasts until somebody takes the module up again."""
    op.execute(
        """
        alter table subscription
          add column suspended_until date,
          add constraint subscription_suspension_check check (suspended_until >= suspended_on)
        """,
    )
