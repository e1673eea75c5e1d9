"""What a step is: an act or not, what it blocks, when it applies, what it waits for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bocage.joining.path import Holder, Parcours, Path, Stage, Trait
from bocage.joining.reminders import Reminder


class Skip(StrEnum):
    """Whether a step may be « sans objet », its reason said."""

    NEVER = "never"
    STATUTES = "statutes"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Where a step applies: everything that is told must hold."""

    parcours: frozenset[Parcours] = frozenset()
    holder: Holder | None = None
    trait: Trait | None = None
    stages: frozenset[Stage] = frozenset({Stage.PRODUCTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; `blocks` lists the stages it closes, `needs` what must be there before somebody may act on it.

    `document` is said of a step that is nothing without its paper: it is refused until the file is joined.
    """

    key: str
    act: bool = False
    document: bool = False
    blocks: frozenset[Stage] = frozenset()
    when: Condition = Condition()
    needs: tuple[str, ...] = ()
    skip: Skip = Skip.NEVER
    reminder: Reminder = Reminder.SIGNATURE


PRODUCTION: Final = frozenset({Stage.PRODUCTION})
BOTH: Final = frozenset({Stage.PRODUCTION, Stage.DEMONSTRATEUR})
ALWAYS: Final = Condition(stages=BOTH)
GIVES_COMPETENCE: Final = frozenset({Parcours.TRANSFERT, Parcours.OPTION})

LISTED: Final = (
    Step(
        key="acte_demonstrateur",
        act=True,
        blocks=frozenset({Stage.DEMONSTRATEUR}),
        reminder=Reminder.COUNCIL,
        when=Condition(stages=frozenset({Stage.DEMONSTRATEUR})),
    ),
    Step(key="information"),
    Step(key="recensement_des_besoins"),
    Step(key="deliberation_commune", act=True, blocks=PRODUCTION, reminder=Reminder.COUNCIL),
    Step(key="autorisation_de_signer", act=True, blocks=PRODUCTION, reminder=Reminder.COUNCIL),
    Step(key="adhesion_centrale", act=True, blocks=PRODUCTION, reminder=Reminder.COUNCIL),
    Step(key="decision_syndicat", act=True, blocks=PRODUCTION, reminder=Reminder.COUNCIL),
    Step(key="notification_membres", blocks=PRODUCTION, needs=("decision_syndicat",), skip=Skip.STATUTES),
    Step(
        key="accord_des_membres",
        blocks=PRODUCTION,
        needs=("notification_membres",),
        skip=Skip.STATUTES,
        reminder=Reminder.COUNCIL,
    ),
    Step(key="arrete_prefectoral", act=True, blocks=PRODUCTION, needs=("accord_des_membres",), skip=Skip.STATUTES),
    Step(key="contrats_en_cours", blocks=PRODUCTION),
    Step(
        key="convention",
        act=True,
        document=True,
        blocks=PRODUCTION,
        needs=("autorisation_de_signer", "decision_syndicat"),
    ),
    Step(key="convention_constitutive", act=True, document=True, blocks=PRODUCTION, needs=("autorisation_de_signer",)),
    Step(key="lancement_consultation", needs=("convention_constitutive",)),
    Step(key="marche_notifie", blocks=PRODUCTION, needs=("lancement_consultation",)),
    Step(key="bon_de_commande", blocks=PRODUCTION, needs=("marche_notifie", "adhesion_centrale")),
    Step(key="date_effet", blocks=PRODUCTION),
    Step(key="designation_delegues", needs=("arrete_prefectoral",), skip=Skip.DECLARED, reminder=Reminder.COUNCIL),
    Step(
        key="pv_mise_a_disposition",
        document=True,
        needs=("arrete_prefectoral", "date_effet"),
        skip=Skip.DECLARED,
        reminder=Reminder.PV,
    ),
    Step(key="dpo", when=Condition(holder=Holder.COMMUNE)),
    Step(key="engagement_financier", when=Condition(trait=Trait.COSTS)),
    Step(key="etat_des_contrats", blocks=PRODUCTION, when=Condition(parcours=GIVES_COMPETENCE)),
    Step(key="changement_titulaire_prm", when=Condition(trait=Trait.PRM_CHANGES)),
    Step(key="transmission_sgc", when=Condition(trait=Trait.ACCOUNTS)),
    Step(key="agents", when=Condition(trait=Trait.STAFF), skip=Skip.DECLARED),
    Step(key="acces_donnees", blocks=PRODUCTION, when=Condition(trait=Trait.REMOTE_READING)),
    Step(key="arrete_eclairage", act=True, blocks=PRODUCTION, when=Condition(trait=Trait.EXTINCTION)),
    Step(key="accord_communes", blocks=PRODUCTION, when=Condition(holder=Holder.EPCI), reminder=Reminder.COUNCIL),
    Step(key="acte_rgpd", document=True, blocks=BOTH, when=ALWAYS),
    Step(key="annexe_securite", blocks=PRODUCTION, when=ALWAYS, reminder=Reminder.APPROVAL),
    Step(key="prealables", blocks=BOTH, when=ALWAYS),
    Step(key="accord_commune", blocks=BOTH, when=ALWAYS, reminder=Reminder.APPROVAL),
    Step(key="accord_dsi", blocks=BOTH, when=ALWAYS, reminder=Reminder.APPROVAL),
    Step(key="interlocuteurs", blocks=BOTH, when=ALWAYS, reminder=Reminder.APPROVAL),
    Step(key="ouverture", when=ALWAYS, reminder=Reminder.APPROVAL),
    Step(key="demande_reprise", act=True, reminder=Reminder.COUNCIL),
    Step(key="decision_reprise", act=True, needs=("demande_reprise",), reminder=Reminder.COUNCIL),
    Step(key="repartition_biens_dette", needs=("decision_reprise",)),
    Step(key="pv_restitution", document=True, needs=("repartition_biens_dette",), reminder=Reminder.PV),
    Step(key="contrats_repris", needs=("decision_reprise",)),
    Step(key="restitution_donnees", needs=("decision_reprise",)),
    Step(key="effacement", needs=("restitution_donnees",)),
)
STEPS: Final[Mapping[str, Step]] = {step.key: step for step in LISTED}


def applies(step: Step, path: Path) -> bool:
    """Tell whether a step concerns a path at its stage."""
    when = step.when
    told = (
        path.stage in when.stages,
        not when.parcours or path.parcours in when.parcours,
        when.holder in {None, path.holder},
        when.trait is None or when.trait in path.traits,
    )
    return all(told)
