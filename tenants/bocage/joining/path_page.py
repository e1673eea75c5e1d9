"""The values of the page of a path: what is missing, the two approvals, the way, the dossier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bocage.joining import path_words as words
from bocage.joining.acts import executoire_on
from bocage.joining.approvals import Approval
from bocage.joining.convention_card import convention_card
from bocage.joining.dossier import Dossier, standing_act
from bocage.joining.kept import Entry
from bocage.joining.path import Stage, Variant
from bocage.joining.phase import Phase
from bocage.joining.progress import is_current
from bocage.joining.spot import Spot
from bocage.joining.state import PathState
from bocage.joining.statuses import Missing, Status, StepState
from bocage.joining.step_form import BY_THE_COMMUNE, ELSEWHERE, has_form
from bocage.joining.summary import APPROVALS, PHASES
from bocage.joining.syndicate import Exercise, is_held
from bocage.web.french import long_day, noun, plural

CLASSES: Final[Mapping[Status, str]] = {Status.DONE: "done", Status.STUCK: "stuck", Status.NOW: "now"}
TITLES: Final = {"accord_commune": "Commune", "accord_dsi": "Informatique"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WayStep:
    """One step of the way as the page draws it."""

    number: int
    key: str
    label: str
    css: str
    note: str
    sentence: str
    reference: str
    details: str
    edit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalCard:
    """One of the two approvals: a mood and a word, who, and what is said under it."""

    title: str
    mood: str
    word: str
    who: str
    said: str


def page_values(spot: Spot, history: Iterable[Entry]) -> dict[str, Any]:
    """Everything that the page says."""
    state = spot.state
    mood, word = PHASES[state.phase]
    return {
        "spot": spot,
        "visit": spot.visit,
        "here": spot.here,
        "kept": spot.kept,
        "state": state,
        "mood": mood,
        "word": word,
        "lead": lead(state),
        "missing": [(one, link(spot, one)) for one in (*state.blocking, *state.to_follow)],
        "cards": [card(spot, state, step) for step in APPROVALS],
        "way": [way_step(spot, rank, step) for rank, step in enumerate(state.steps, start=1)],
        "leaving": [way_step(spot, rank, step) for rank, step in enumerate(state.withdrawal, start=1)],
        "described": words.described(spot.dossier),
        "named": words.named(spot.kept.path),
        "stage": words.STAGES[spot.kept.path.stage],
        "perimetre": words.PERIMETRES[spot.kept.path.perimetre],
        "modules": words.module_titles(spot.kept.path.modules),
        "trial_is_open": state.phase is Phase.DEMONSTRATEUR and spot.kept.path.stage is Stage.DEMONSTRATEUR,
        "convention": convention_card(spot.dossier, spot.today),
        "extended": extended(spot),
        "option_address": f"{spot.here.rpartition('/')[0]}?way=option&modules={'&modules='.join(sorted(spot.kept.path.modules))}",
        "labels": {step.key: step.label for step in (*state.steps, *state.withdrawal)},
        "history": [(one, words.step_label(spot.kept.path, one.step), words.KINDS[one.kind]) for one in history],
        "may_write": spot.visit.may("path.write"),
        "may_follow": spot.visit.may("path.follow"),
    }


def extended(spot: Spot) -> date | None:
    """Since when the statutes are extended, on a path that asked for it: the commune's option comes then."""
    act = standing_act(spot.dossier, "arrete_prefectoral", spot.today)
    of_extension = spot.kept.path.variant is Variant.EXTENSION
    since = executoire_on(act) if act and of_extension else None
    return since if since and since <= spot.today and a_la_carte(spot) else None


def a_la_carte(spot: Spot) -> bool:
    """Tell whether the statutes leave the competence to each commune, or say nothing yet."""
    rules = spot.context.syndicate
    return not rules.competences or is_held(rules, spot.kept.path.modules, Exercise.A_LA_CARTE)


def lead(state: PathState) -> str:
    """« Deux choses bloquent l’ouverture ; une autre est à suivre. »."""
    blocking, follow = len(state.blocking), len(state.to_follow)
    if not blocking and not follow:
        return "Rien ne manque."
    first = f"{plural(blocking, 'chose')} {noun(blocking, 'bloque', 'bloquent')} l’ouverture" if blocking else ""
    rest = f"{plural(follow, 'chose')} {noun(follow, 'est', 'sont')} à suivre" if follow else ""
    return f"{' ; '.join(filter(None, (first, rest)))}."


def link(spot: Spot, one: Missing) -> tuple[str, str]:
    """Where to act on what is missing, and the words of the button; nothing for who may not."""
    visit = spot.visit
    if one.step in APPROVALS:
        return (f"/a-approuver/{visit.place.uid}", "Répondre") if visit.may("path.answer") else ("", "")
    if one.step == "ouverture":
        return (f"{spot.here}/suite/ouverture", "Ouvrir") if visit.may("path.follow") else ("", "")
    return (edit_address(spot, one.step), "Renseigner")


def edit_address(spot: Spot, step: str) -> str:
    """The form of a step, or of what several paths share; nothing for who may not enter it."""
    visit, kept = spot.visit, spot.kept
    desk = f"/bureau/{visit.place.uid}"
    if visit.may("path.follow") and visit.place.kind.is_portfolio:
        if step in {"lancement_consultation", "marche_notifie"} and kept.market_id:
            return f"{desk}/marches/{kept.market_id}"
        if step in {"notification_membres", "accord_des_membres"} and kept.procedure_id:
            return f"{desk}/procedures/{kept.procedure_id}"
    if step in ELSEWHERE or step not in allowed_steps(spot) or not has_form(kept, step):
        return ""
    return f"{spot.here}/etapes/{step}"


def allowed_steps(spot: Spot) -> frozenset[str]:
    """The steps that the person may enter."""
    if not spot.visit.may("path.write"):
        return frozenset()
    every = frozenset(step.key for step in (*spot.state.steps, *spot.state.withdrawal))
    return every if spot.visit.may("path.follow") else every & BY_THE_COMMUNE


def way_step(spot: Spot, number: int, step: StepState) -> WayStep:
    """Draw one step."""
    act, mark = spot.kept.facts.acts.get(step.key), spot.dossier.mark(step.key)
    return WayStep(
        number=number,
        key=step.key,
        label=step.label,
        css=CLASSES.get(step.status, ""),
        note=note_of(spot.dossier, step, spot.today),
        sentence="" if step.missing is None or step.status is Status.WAITING else step.missing.sentence,
        reference=act.reference if act else "",
        details=words.act_details(step.key, act) if act else mark.note,
        edit=edit_address(spot, step.key),
    )


def note_of(dossier: Dossier, step: StepState, today: date) -> str:
    """What stands beside the label of a step."""
    act = dossier.act(step.key)
    if step.status is Status.SKIPPED:
        return step.detail or "sans objet"
    if act is not None:
        return words.act_said(step.key, act, today)
    if step.detail:
        return step.detail[:1].lower() + step.detail[1:]
    if step.status is Status.DONE and step.done_on:
        return f"fait {long_day(step.done_on)}"
    return "bloqué" if step.status is Status.STUCK else ""


def card(spot: Spot, state: PathState, step: str) -> ApprovalCard:
    """Draw one approval."""
    answer, asked = spot.kept.facts.approvals.get(step), spot.kept.facts.asked_on.get(step)
    if answer is not None:
        return answered(spot, step, answer)
    people = spot.context.people
    who = people.maire if step == "accord_commune" else people.dsi
    waited = (spot.today - asked).days if asked else 0
    word = f"Attendu depuis {plural(waited, 'jour')}" if waited else "Attendu"
    over = not any(one.key == step and one.missing for one in state.steps)
    return ApprovalCard(
        title=TITLES[step],
        mood="unknown" if over else "watch",
        word=word,
        who=who,
        said=f"Demandé {long_day(asked)}." if asked else "",
    )


def answered(spot: Spot, step: str, answer: Approval) -> ApprovalCard:
    """Draw an answer: a yes, a yes to a record that changed since, a no and its reason."""
    who = f"{answer.by_name}, {long_day(answer.given_on)}"
    if not answer.yes:
        return ApprovalCard(title=TITLES[step], mood="grave", word="Accord refusé", who=who, said=answer.reason)
    if not is_current(spot.dossier, answer):
        said = "Le dossier a changé depuis cet accord : il est à donner de nouveau."
        return ApprovalCard(title=TITLES[step], mood="watch", word="À redonner", who=who, said=said)
    return ApprovalCard(title=TITLES[step], mood="ok", word="Accord donné", who=who, said="")
