"""A path, what is told of it and what surrounds it, in one hand; and what several rules ask of the three."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bocage.joining.acts import Act, decided_on, executoire_on
from bocage.joining.approvals import Reading, digest_of
from bocage.joining.context import Context
from bocage.joining.facts import Facts, Mark
from bocage.joining.option import effect_on
from bocage.joining.path import Parcours, Path
from bocage.joining.steps import STEPS, Skip
from bocage.joining.stored import to_json
from bocage.joining.syndicate import Forme, Syndicate
from bocage.joining.tables import acts_of

UNMARKED: Final = Mark()
DOCUMENTS: Final = ("acte_rgpd", "annexe_securite")
POSTPONED_BY_CONTRACTS: Final = frozenset({Parcours.OPTION, Parcours.TRANSFERT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What every rule of a path looks at."""

    path: Path
    facts: Facts
    context: Context

    def act(self, step: str) -> Act | None:
        """Return the act of a step."""
        return self.facts.acts.get(step)

    def mark(self, step: str) -> Mark:
        """Return the mark of a step, empty when there is none."""
        return self.facts.marks.get(step, UNMARKED)


def standing_act(dossier: Dossier, step: str, today: date) -> Act | None:
    """Return the act of a step unless a later act, in force on the day, withdrew it; a file alone is no act."""
    act, withdrawal = dossier.act(step), dossier.facts.withdrawn.get(step)
    if act is None or decided_on(act) is None:
        return None
    if withdrawal is None:
        return act
    since, decided, ended = executoire_on(withdrawal), decided_on(act), decided_on(withdrawal)
    later = decided is None or (ended is not None and ended >= decided)
    return None if since is not None and since <= today and later else act


def last_executoire(dossier: Dossier) -> date | None:
    """Return the latest day on which an act of the path began to bind, of those that are told."""
    days = (executoire_on(act) for step in acts_of(dossier.path) if (act := dossier.act(step.key)))
    return max((day for day in days if day), default=None)


def earliest_effect(dossier: Dossier) -> date | None:
    """Return the first day of effect that the acts told and the running contracts allow."""
    last = last_executoire(dossier)
    if last is None or dossier.path.parcours not in POSTPONED_BY_CONTRACTS:
        return last
    return effect_on(last, dossier.context.syndicate.regle_effet, dossier.facts.contracts)


def expected_effect(dossier: Dossier) -> date | None:
    """Return the effect that is fixed, else the one that the acts give once all are exécutoires."""
    facts = dossier.facts
    if facts.effect_on:
        return facts.effect_on
    if dossier.path.parcours is Parcours.CONVENTION:
        return facts.terms.begins_on if facts.terms else None
    if dossier.path.parcours not in POSTPONED_BY_CONTRACTS:
        return None
    return earliest_effect(dossier) if all(binds(dossier, step.key) for step in acts_of(dossier.path)) else None


def binds(dossier: Dossier, step: str) -> bool:
    """Tell whether the act of a step has all its dates, or is « sans objet »."""
    act = dossier.act(step)
    return bool(act and executoire_on(act)) or is_without_object(dossier, step)


def is_without_object(dossier: Dossier, step: str) -> bool:
    """Tell whether a step does not apply, because somebody said why or because the statutes do."""
    return bool(why_without_object(dossier, step))


def why_without_object(dossier: Dossier, step: str) -> str:
    """Return why a step is « sans objet », empty when it is not."""
    syndicate = dossier.context.syndicate
    said = dossier.mark(step).without_object
    if said and may_be_without_object(STEPS[step].skip, syndicate):
        return said
    if step == "arrete_prefectoral" and not syndicate.arrete_requis:
        article = f" (article\u00a0{syndicate.article_statuts})" if syndicate.article_statuts else ""
        return f"les statuts ne le demandent pas{article}"
    return ""


def may_be_without_object(skip: Skip, syndicate: Syndicate) -> bool:
    """Tell whether the paper lets a step be « sans objet »: the statutes of an open mixed syndicate, or somebody."""
    return skip is Skip.DECLARED or (skip is Skip.STATUTES and syndicate.forme is Forme.MIXTE_OUVERT)


def record_of(dossier: Dossier) -> dict[str, Any]:
    """Return what both approvals are given on: the modules, the terms, the two annexes; going on as written is the same record."""
    path, facts = dossier.path, dossier.facts
    terms = replace(facts.terms, renewed_on=(), denounced_on=None) if facts.terms else None
    return {
        "place": path.place,
        "modules": sorted(path.modules),
        "perimetre": path.perimetre,
        "stage": path.stage,
        "terms": to_json(terms) if terms else None,
        "documents": {step: read_of(dossier.mark(step)) for step in DOCUMENTS},
    }


def read_of(annex: Mark) -> str | tuple[date | None, str]:
    """What is read of an annex: its file, else the day and the words by which it was told."""
    return annex.document_sha256 or (annex.done_on, annex.note)


def reading_of(dossier: Dossier) -> Reading:
    """Return what `approvals.check_approval` compares an answer with."""
    makers = frozenset(filter(None, (dossier.mark(step).produced_by for step in DOCUMENTS)))
    return Reading(digest=digest_of(record_of(dossier)), produced_by=makers, dsi=dossier.context.dsi)
