"""What the platform asks of the tenants' floor, without knowing who answers.

The answers come by the entry points `bocage.ports`, under the names of these protocols in lower case.
"""

from typing import Protocol
from uuid import UUID

from bocage.database.engine import Database
from bocage.tenancy.place import Standing


class Rights(Protocol):
    """Who may what, and where."""

    async def standings(self, database: Database, person_id: UUID) -> tuple[Standing, ...]:
        """Every place open to a person today, in the order of a menu; scopes may be those of the place alone."""
        ...

    async def standing(self, database: Database, person_id: UUID, place: UUID) -> Standing | None:
        """What a person is at one place, with the whole scope; None when the place is not open to them."""
        ...
