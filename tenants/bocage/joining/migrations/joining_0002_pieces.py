"""Two more kinds of entry, paths begun by mistake, and parameters that left for the place where every rule is dated."""

from alembic import op

revision = "joining_0002"
down_revision = "joining_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A file joined and a change of stage are entries of a path; one begun by mistake stays and counts no more."""
    op.execute(
        """
        alter table path_entry drop constraint path_entry_kind_check;
        alter table path_entry add constraint path_entry_kind_check check (
          kind in ('entree', 'correction', 'retrait', 'accord', 'refus', 'annulation', 'piece', 'stade')
        );
        alter table joining_path add column voided boolean not null default false;
        alter table syndicate_rules drop column parameters;
        """,
    )
