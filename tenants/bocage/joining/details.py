"""What a step says once it is done or « sans objet », or what postpones it."""

from datetime import date

from bocage.joining import words
from bocage.joining.acts import executoire_on
from bocage.joining.conventions import sentence
from bocage.joining.dossier import Dossier, expected_effect, why_without_object
from bocage.joining.member_words import reached
from bocage.joining.members import standing
from bocage.joining.option import postponed, postponing
from bocage.joining.steps import Step
from bocage.web.french import day_in_full


def sans_objet(dossier: Dossier, step: str) -> str:
    """« Aucun arrêté n’est nécessaire : {raison}. »."""
    said = words.NO_ARRETE if step == "arrete_prefectoral" else words.WITHOUT_OBJECT
    return said.format(reason=why_without_object(dossier, step).rstrip("."))


def detail_of(dossier: Dossier, step: Step, today: date, *, done: bool) -> str:
    """Return what a step adds to its label, empty when nothing."""
    if step.key == "contrats_en_cours":
        return contracts(dossier)
    if step.key in {"date_effet", "ouverture"}:
        return effect(dossier, step, done=done)
    if not done:
        return ""
    if step.key == "accord_des_membres":
        return majority(dossier, today)
    act = dossier.act(step.key)
    since = executoire_on(act) if act else None
    bound = f"Exécutoire depuis le {day_in_full(since)}" if since else ""
    terms = dossier.facts.terms
    return f"{bound}, {sentence(terms, today)}" if step.key == "convention" and terms else bound


def contracts(dossier: Dossier) -> str:
    """« Un contrat d’entretien court jusqu’au … : l’effet est reporté au … »."""
    day = expected_effect(dossier)
    found = postponing(dossier.facts.contracts, day) if day else None
    return postponed(found, day) if found and day else ""


def effect(dossier: Dossier, step: Step, *, done: bool) -> str:
    """Say the day of effect, fixed or expected; nothing under an opening that took place."""
    day = expected_effect(dossier)
    if day is None or (step.key == "ouverture" and done):
        return ""
    if step.key == "ouverture":
        return f"Possible à partir du {day_in_full(day)}"
    return f"Fixée au {day_in_full(day)}" if done else f"Attendue le {day_in_full(day)}"


def majority(dossier: Dossier, today: date) -> str:
    """« Majorité atteinte le … : 3 conseils sur 4, dont 2 sans réponse. »."""
    procedure = dossier.context.procedure
    if procedure is None:
        return ""
    return reached(standing(procedure, today, dossier.context.parameters), len(procedure.members))
