"""When a step that waits is due: councils, signatures, approvals, transmission, procès-verbal, renewal."""

from datetime import date
from enum import StrEnum
from typing import Final

from bocage.joining.months import ONE_DAY, last_day
from bocage.joining.parameters import Key, Parameters


class Reminder(StrEnum):
    """Which delay a step follows."""

    COUNCIL = "council"
    SIGNATURE = "signature"
    APPROVAL = "approval"
    TRANSMISSION = "transmission"
    PV = "pv"


DELAYS: Final = {
    Reminder.COUNCIL: Key.REMIND_COUNCIL,
    Reminder.SIGNATURE: Key.REMIND_SIGNATURE,
    Reminder.APPROVAL: Key.REMIND_APPROVAL,
    Reminder.TRANSMISSION: Key.REMIND_TRANSMISSION,
    Reminder.PV: Key.REMIND_PV,
}


def due_on(reminder: Reminder, since: date, parameters: Parameters) -> date:
    """Return the day on which the person is reminded; the days of months without a council do not count for one."""
    days = parameters.on(since, DELAYS[reminder]).count
    without = parameters.on(since, Key.MONTHS_WITHOUT_COUNCIL).months if reminder is Reminder.COUNCIL else frozenset()
    day = since
    while days:
        day += ONE_DAY
        days -= day.month not in without
    return day


def renewal_due_on(ends_on: date, parameters: Parameters) -> date:
    """Return the day on which a renewal is to be prepared."""
    return last_day(ends_on + ONE_DAY, -parameters.on(ends_on, Key.REMIND_RENEWAL).count)
