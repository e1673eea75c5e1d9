"""The letters of reminders, handed over one at a time; a server that does not answer is not asked for the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bocage.joining.reminder_letters import letter_of
from bocage.joining.reminding import KeptReminder
from bocage.mail.sending import Delivery, Outcome, send
from bocage.settings import MailSettings
from bocage.web.french import plural

NO_ADDRESS: Final = "Aucun message n’est parti : personne n’a d’adresse pour ce rôle."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of the letters of one reminder."""

    reminder: KeptReminder
    sent: bool
    said: str


async def post(settings: MailSettings, reminders: Iterable[KeptReminder], now: datetime) -> tuple[Fate, ...]:
    """Hand the letters over, and say what became of each reminder's."""
    fates: list[Fate] = []
    down: Delivery | None = None
    for reminder in reminders:
        fate, down = await posted(settings, reminder, now, down)
        fates.append(fate)
    return tuple(fates)


async def posted(
    settings: MailSettings, reminder: KeptReminder, now: datetime, down: Delivery | None
) -> tuple[Fate, Delivery | None]:
    """Hand over the letters of one reminder; `down` is the answer of a server that is not asked again."""
    if not reminder.recipients:
        return Fate(reminder=reminder, sent=False, said=NO_ADDRESS), down
    told: list[Delivery] = []
    for recipient in reminder.recipients:
        told.append(down or await send(settings, letter_of(reminder.matter, recipient), now))
        down = told[-1] if told[-1].outcome in {Outcome.LATER, Outcome.NOT_CONFIGURED} else None
    sent = any(one.outcome is Outcome.SENT for one in told)
    return Fate(reminder=reminder, sent=sent, said=" ".join(dict.fromkeys(one.sentence for one in told))), down


def told_of(fates: tuple[Fate, ...]) -> tuple[str, str]:
    """The mood and the sentence for whoever reminded: how many, what left, and why the rest did not."""
    sent = sum(one.sent for one in fates)
    kept = plural(len(fates), "relance gardée", "relances gardées")
    if sent == len(fates):
        return "ok", f"{kept} et {plural(sent, 'message parti', 'messages partis')}."
    why = " ".join(dict.fromkeys(one.said for one in fates if not one.sent))
    left = f"{plural(sent, 'message parti', 'messages partis')}. " if sent else ""
    return "watch", f"{kept} : chacun la trouve sur sa page. {left}{why}"
