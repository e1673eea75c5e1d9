"""What is said of subscriptions."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from bocage.governance.journal import Deed
from bocage.subscriptions.period import Period, State
from bocage.tenancy.stage import Stage
from bocage.web.french import day

STAGES: Final = {Stage.DEMONSTRATEUR: "Démonstrateur", Stage.PRODUCTION: "Production"}
CHOICES: Final = (
    (Stage.DEMONSTRATEUR, "Démonstrateur\u00a0: en conditions réelles, sur une partie du territoire"),
    (Stage.PRODUCTION, "Production\u00a0: en service sur tout le périmètre"),
)
STATES: Final = {
    State.PLANNED: ("info", "Prévu"),
    State.OPEN: ("ok", "Ouvert"),
    State.SUSPENDED: ("watch", "Suspendu"),
    State.ENDED: ("unknown", "Terminé"),
}


def deed(
    verb: str,
    subscription_id: UUID,
    title: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Deed:
    """A line of the place's journal about a module."""
    return Deed(
        verb=verb,
        object_kind="subscription",
        object_id=str(subscription_id),
        object_label=title,
        before=before,
        after=after,
    )


def already(title: str, held: Period) -> str:
    """Why a second period cannot begin."""
    until = "sans date de fin" if held.until is None else f"jusqu’au {day(held.until)}"
    return (
        f"Le module « {title} » est déjà ouvert ici depuis le {day(held.since)}, {until}. "
        "Rien n’est enregistré\u00a0: changez cet abonnement, ou choisissez une date qui vient après lui."
    )


def gone(title: str) -> str:
    """What is said of a module that is no longer installed while places subscribe to it."""
    return (
        f"Le module « {title} » n’est plus installé\u00a0: ses pages n’existent plus pour les communes, "
        "leurs données et leurs abonnements restent. Demandez à l’exploitant de le réinstaller, ou arrêtez-les."
    )


def ends_too_early(held: Period) -> str:
    """Why a last day is refused."""
    return f"L’abonnement commence le {day(held.since)}\u00a0: choisissez un dernier jour qui vient après. Rien n’est changé."


def missing(title: str, stage: Stage, reasons: Iterable[str]) -> str:
    """Why a module does not open at a stage."""
    said = " ".join(reasons)
    return f"Le module « {title} » ne peut pas encore être ouvert au stade « {STAGES[stage]} ». {said}"
