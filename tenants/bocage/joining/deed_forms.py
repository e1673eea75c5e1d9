"""What the syndicate does to a path beside its steps: open it, suspend and give back access, take the competence back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bocage.joining import convention_deeds as deeds
from bocage.joining import facts as told
from bocage.joining.acts import Act, Author
from bocage.joining.changing import Situation
from bocage.joining.dossier import Dossier, expected_effect
from bocage.joining.facts import Facts, Suspension
from bocage.joining.path import Parcours, Stage
from bocage.joining.phase import has_suspension, is_suspended, opened_stage
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.sections import FormField, day_field
from bocage.joining.spot import Spot
from bocage.joining.typed import FieldRefusal, Typed
from bocage.joining.withdrawal import Request, check_request

NOT_IN_FORCE: Final = (
    "La compétence n’a pas encore pris effet : il n’y a rien à reprendre. Annulez l’étape qui la donne."
)
NOT_GIVEN: Final = (
    "Ce parcours ne donne pas de compétence : une convention se dénonce, un groupement se quitte par délibération."
)


def always(_spot: Spot) -> bool:
    """A deed that is always offered."""
    return True


ALREADY: Final = "Ce rattachement est déjà au stade de la production. Il reste à l’ouvrir, quand rien ne bloque."
NO_TRIAL: Final = (
    "Le démonstrateur n’est pas ouvert : il n’y a encore rien à généraliser. Ouvrez-le d’abord, ou commencez un "
    "rattachement pour durer."
)


def has_terms(spot: Spot) -> bool:
    """A deed of a convention that is signed."""
    return spot.kept.facts.terms is not None and "convention" in spot.kept.facts.acts


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedForm:
    """One deed: what it says, its fields, what it enters, the verb of the journal, the words of its button."""

    key: str
    title: str
    says: str
    button: str
    verb: str
    fields: tuple[FormField, ...]
    enter: Callable[[Situation, Typed], Facts]
    step: str = "suspension"
    kind: str = "entree"
    stage: Stage | None = None
    offered: Callable[[Spot], bool] = always


def dossier_of(situation: Situation) -> Dossier:
    """What the rules look at."""
    return Dossier(path=situation.kept.path, facts=situation.kept.facts, context=situation.context)


def open_stage(situation: Situation, typed: Typed) -> Facts:
    """Open the stage of the path; the rules refuse it while something blocks."""
    day = typed.day("opened_on") or situation.today
    return told.opened(situation.kept.facts, situation.kept.path.stage, day)


def suspend(situation: Situation, typed: Typed) -> Facts:
    """Cut access; the legal link stays."""
    facts, today = situation.kept.facts, situation.today
    if opened_stage(dossier_of(situation), today) is None:
        raise JoiningRefusal("Rien n’est ouvert : il n’y a pas d’accès à suspendre.")
    from_on, until_on = typed.day("from_on") or today, typed.day("until_on")
    if until_on and until_on < from_on:
        raise FieldRefusal("until_on", "La suspension finit avant de commencer. Corrigez une des deux dates.")
    if not typed.text("reason"):
        raise FieldRefusal("reason", "Une suspension porte un motif. Écrivez-le en une phrase.")
    return replace(facts, suspension=Suspension(from_on=from_on, until_on=until_on, reason=typed.text("reason")))


def resume(situation: Situation, _typed: Typed) -> Facts:
    """Give access back, or give up a suspension to come."""
    if not has_suspension(situation.kept.facts.suspension, situation.today):
        raise JoiningRefusal("Aucune suspension n’est en cours ni prévue.")
    return replace(situation.kept.facts, suspension=None)


def to_production(situation: Situation, _typed: Typed) -> Facts:
    """Walk the path on to production: nothing that was entered is entered again."""
    if situation.kept.path.stage is Stage.PRODUCTION:
        raise JoiningRefusal(ALREADY)
    if opened_stage(dossier_of(situation), situation.today) is None:
        raise JoiningRefusal(NO_TRIAL)
    return situation.kept.facts


def ask_back(situation: Situation, typed: Typed) -> Facts:
    """Enter the commune's request, and the day on which the competence goes back."""
    dossier = dossier_of(situation)
    if dossier.path.parcours not in {Parcours.TRANSFERT, Parcours.OPTION}:
        raise JoiningRefusal(NOT_GIVEN)
    in_force, opened = expected_effect(dossier), opened_stage(dossier, situation.today)
    if in_force is None or opened is None:
        raise JoiningRefusal(NOT_IN_FORCE)
    asked_on = typed.needed_day("asked_on", "La date de la délibération")
    for_on = typed.needed_day("for_on", "La date demandée")
    leaves = check_request(Request(asked_on=asked_on, for_on=for_on), in_force, situation.context.syndicate)
    act = Act(author=Author.CONSEIL, adopted_on=asked_on, reference=typed.text("reference"))
    return replace(told.with_act(situation.kept.facts, "demande_reprise", act), left_on=leaves)


DEEDS: Final[Mapping[str, DeedForm]] = {
    one.key: one
    for one in (
        DeedForm(
            key="ouverture",
            title="Ouvrir",
            says="L’ouverture donne les modules aux personnes de la commune. Elle est refusée tant que quelque chose bloque.",
            button="Ouvrir",
            verb="path.stage_opened",
            fields=(day_field("opened_on", "Ouvert le", "jj/mm/aaaa ; vide : aujourd’hui"),),
            enter=open_stage,
            step="ouverture",
            offered=lambda spot: spot.kept.path.stage not in spot.kept.facts.opened,
        ),
        DeedForm(
            key="production",
            title="Passer en production",
            says="Les données, les appareils et les personnes restent ; le démonstrateur reste ouvert jusqu’à l’ouverture "
            "en production. Les deux accords se donnent de nouveau : ils portaient sur un essai.",
            button="Préparer la production",
            verb="path.stage_changed",
            fields=(),
            enter=to_production,
            step="stade",
            kind="stade",
            stage=Stage.PRODUCTION,
            offered=lambda spot: spot.kept.path.stage is Stage.DEMONSTRATEUR,
        ),
        DeedForm(
            key="suspension",
            title="Suspendre l’accès",
            says="Les personnes n’ouvrent plus les modules ; la convention reste en vigueur, rien n’est effacé.",
            button="Suspendre l’accès",
            verb="path.suspended",
            fields=(
                day_field("from_on", "À partir du", "jj/mm/aaaa ; vide : aujourd’hui"),
                day_field("until_on", "Jusqu’au", "jj/mm/aaaa ; vide : sans terme"),
                FormField(name="reason", label="Motif", help="Il est lu par la commune", optional=False),
            ),
            enter=suspend,
            offered=lambda spot: not is_suspended(spot.kept.facts.suspension, spot.today),
        ),
        DeedForm(
            key="retour",
            title="Rendre l’accès",
            says="Les personnes ouvrent de nouveau les modules, avec tout ce qu’elles avaient.",
            button="Rendre l’accès",
            verb="path.resumed",
            fields=(),
            enter=resume,
            offered=lambda spot: has_suspension(spot.kept.facts.suspension, spot.today),
        ),
        DeedForm(
            key="reconduction",
            title="Reconduire la convention",
            says="Une reconduction expresse s’écrit avant le terme. Elle ajoute une durée, dans la limite de ce qui est prévu.",
            button="Enregistrer la reconduction",
            verb="path.entered",
            fields=deeds.RENEWAL_FIELDS,
            enter=deeds.renew,
            step="convention",
            offered=has_terms,
        ),
        DeedForm(
            key="denonciation",
            title="Dénoncer la convention",
            says="L’une des deux parties dit qu’elle ne continue pas. Il faut respecter le préavis ; la convention va à son terme.",
            button="Enregistrer la dénonciation",
            verb="path.entered",
            fields=deeds.DENUNCIATION_FIELDS,
            enter=deeds.denounce,
            step="convention",
            offered=has_terms,
        ),
        DeedForm(
            key="avenant",
            title="Entrer un avenant",
            says="Un avenant est un acte nouveau, signé par le maire et par le président, avec ses propres dates.",
            button="Enregistrer l’avenant",
            verb="path.entered",
            fields=deeds.AVENANT_FIELDS,
            enter=deeds.amend,
            step="convention",
            offered=has_terms,
        ),
        DeedForm(
            key="reprise",
            title="Reprise de la compétence",
            says="La commune demande à reprendre sa compétence. Les statuts fixent la première date possible.",
            button="Enregistrer la demande",
            verb="path.entered",
            fields=(
                day_field("asked_on", "Délibération de la commune du"),
                day_field("for_on", "Reprise demandée pour le"),
                FormField(name="reference", label="Numéro de la délibération"),
            ),
            enter=ask_back,
            step="demande_reprise",
            offered=lambda spot: spot.kept.path.parcours in {Parcours.TRANSFERT, Parcours.OPTION},
        ),
    )
}
