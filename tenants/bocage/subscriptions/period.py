"""A period of subscription, and what it is on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from bocage.tenancy.stage import Stage


class State(StrEnum):
    """What a period is on a day."""

    PLANNED = "planned"
    OPEN = "open"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A module at a place between two days, both included; no last day when it goes on; the same of its suspension.

    `path_id` is the path by which the place joined, when one opened it.
    """

    subscription_id: UUID
    module: str
    stage: Stage
    perimeter: str
    since: date
    until: date | None
    suspended_on: date | None
    deliberation: str
    version: int
    path_id: UUID | None = None
    suspended_until: date | None = None

    def state(self, today: date) -> State:
        """Say what it is on a day."""
        if self.until is not None and self.until < today:
            return State.ENDED
        if self.has_suspension(today) and self.suspended_on is not None and self.suspended_on <= today:
            return State.SUSPENDED
        return State.PLANNED if today < self.since else State.OPEN

    def has_suspension(self, today: date) -> bool:
        """Tell whether it is suspended, or will be."""
        return self.suspended_on is not None and (self.suspended_until is None or today <= self.suspended_until)


def current(periods: Iterable[Period], today: date) -> Period | None:
    """The period that counts on a day: the one that is not over, else the latest."""
    found = sorted(periods, key=lambda one: (one.state(today) is not State.ENDED, one.since))
    return found[-1] if found else None


def overlapping(periods: Iterable[Period], since: date) -> Period | None:
    """The period that a new one, begun on a day and without end, would meet."""
    return next((one for one in periods if one.until is None or one.until >= since), None)
