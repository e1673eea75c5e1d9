"""The whole form of one step: its sections, what they show, what they enter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bocage.joining import more_sections as more
from bocage.joining.changing import Situation
from bocage.joining.context import Context
from bocage.joining.dossier import may_be_without_object
from bocage.joining.facts import Facts, is_entered
from bocage.joining.kept import Kept
from bocage.joining.sections import Section, act_section, mark_section, skip_section
from bocage.joining.steps import STEPS
from bocage.joining.tables import REPRISE, steps_of
from bocage.joining.typed import Typed

BY_THE_COMMUNE: Final = frozenset(
    {
        "acte_demonstrateur",
        "deliberation_commune",
        "autorisation_de_signer",
        "adhesion_centrale",
        "convention_constitutive",
        "arrete_eclairage",
        "recensement_des_besoins",
        "designation_delegues",
        "dpo",
        "engagement_financier",
        "etat_des_contrats",
        "acces_donnees",
        "interlocuteurs",
        "prealables",
        "agents",
        "demande_reprise",
        "contrats_repris",
    }
)
"""What the secretariat of the commune enters itself; the syndicate may enter everything."""
ELSEWHERE: Final = frozenset({"accord_commune", "accord_dsi", "ouverture", "lancement_consultation", "marche_notifie"})
"""Steps that have a page of their own."""
BY_PROCEDURE: Final = frozenset({"notification_membres", "accord_des_membres"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StepForm:
    """The sections of a step on one path."""

    step: str
    sections: tuple[Section, ...]

    def values(self, facts: Facts) -> dict[str, str]:
        """What is kept, as the form shows it."""
        return {name: value for section in self.sections for name, value in section.values(facts).items()}

    @property
    def first(self) -> str:
        """The field beside which a refusal of the rules is said."""
        named = [field.name for section in self.sections for field in section.fields if field.name != "nature"]
        return next(iter(named), "")

    def enter(self, situation: Situation, typed: Mapping[str, str]) -> Facts:
        """Enter everything that was typed."""
        facts = situation.kept.facts
        for section in self.sections:
            facts = section.enter(facts, Typed(typed))
        return facts


def is_of(kept: Kept, step: str) -> bool:
    """Tell whether a step belongs to a path, or to taking a competence back."""
    return step in REPRISE or any(one.key == step for one in steps_of(kept.path))


def has_form(kept: Kept, step: str) -> bool:
    """Tell whether a step is entered by a form of this page."""
    by_procedure = step in BY_PROCEDURE and kept.procedure_id is not None
    return is_of(kept, step) and step not in ELSEWHERE and not by_procedure


def form_of(kept: Kept, context: Context, step: str) -> StepForm:
    """Build the form of a step."""
    return StepForm(step=step, sections=(*own(kept, context, step), *skip(context, step)))


def own(kept: Kept, context: Context, step: str) -> tuple[Section, ...]:
    """The sections that belong to the step."""
    alone = {
        "date_effet": (more.EFFECT,),
        "prealables": (more.prealables_section(context.prealables),),
        "bon_de_commande": (more.order_section(kept.path.place),),
    }
    if step in alone:
        return alone[step]
    first = act_section(step, exists=is_entered(kept.facts, step)) if STEPS[step].act else mark_section(step)
    besides = {
        "convention": (more.CONVENTION,),
        "acte_demonstrateur": (more.TRIAL,),
        "contrats_en_cours": (more.CONTRACT,),
        "acces_donnees": (more.POINTS,),
    }
    return (first, *besides.get(step, ()))


def skip(context: Context, step: str) -> tuple[Section, ...]:
    """The section « sans objet », where the paper allows it."""
    allowed = may_be_without_object(STEPS[step].skip, context.syndicate)
    return (skip_section(step),) if allowed else ()
