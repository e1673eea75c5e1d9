"""What the cells of a line add to what is known of a path; an empty cell replaces nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bocage.imports.days import day
from bocage.joining import facts as told
from bocage.joining.acts import Act, usual_author
from bocage.joining.conventions import Reconduction, Terms, period
from bocage.joining.facts import Facts, Mark
from bocage.joining.file_columns import SIGNED, decision_of
from bocage.joining.months import MONTHS_PER_YEAR
from bocage.joining.path import Parcours, Path
from bocage.joining.refusals import JoiningRefusal
from bocage.web.french import day_in_full

Cells = Mapping[str, str]
MARKS: Final = {"pv_date": "pv_mise_a_disposition", "rgpd_date": "acte_rgpd"}
NO_BEGINNING: Final = "La convention a une fin et pas de début. Remplissez « date_effet » ou « convention_signee_le », puis renvoyez la ligne."
NOT_WHOLE: Final = "Du {begins} au {ends}, la convention ne compte pas un nombre entier de mois. Corrigez « date_effet » ou « convention_fin »."


def with_cells(path: Path, facts: Facts, cells: Cells) -> Facts:
    """Add what a line says; what is wrong in it is refused with its sentence."""
    steps = (with_decision, with_comite, with_arrete, with_convention, with_marks, with_effect, with_terms)
    for step in steps:
        facts = step(path, facts, cells)
    return facts


def at(cells: Cells, name: str) -> date | None:
    """The date of a cell, already checked."""
    return day(cells[name]) if cells.get(name) else None


def with_act(facts: Facts, step: str, found: Mapping[str, date | str | None]) -> Facts:
    """Enter what is told of an act, over what was known of it."""
    values = {name: value for name, value in found.items() if value}
    if not step or not values:
        return facts
    held = facts.acts.get(step) or Act(author=usual_author(step))
    return told.with_act(facts, step, replace(held, **values))  # type: ignore[arg-type]  # names and kinds go together


def with_decision(path: Path, facts: Facts, cells: Cells) -> Facts:
    """The act of the commune."""
    found = {
        "reference": cells.get("deliberation"),
        "adopted_on": at(cells, "deliberation_date"),
        "received_on": at(cells, "deliberation_recue_le"),
        "published_on": at(cells, "deliberation_publiee_le"),
    }
    return with_act(facts, decision_of(path), found)


def with_comite(_path: Path, facts: Facts, cells: Cells) -> Facts:
    """The decision of the syndicate."""
    found = {"reference": cells.get("decision_syndicat"), "adopted_on": at(cells, "decision_syndicat_date")}
    return with_act(facts, "decision_syndicat", found)


def with_arrete(path: Path, facts: Facts, cells: Cells) -> Facts:
    """The arrêté of the prefect, where the path has one."""
    step = "arrete_prefectoral" if path.parcours is Parcours.TRANSFERT else ""
    return with_act(facts, step, {"reference": cells.get("arrete"), "adopted_on": at(cells, "arrete_date")})


def with_convention(path: Path, facts: Facts, cells: Cells) -> Facts:
    """The convention, signed by both on the day of the file."""
    signed = at(cells, "convention_signee_le")
    found = {"reference": cells.get("convention"), "signed_on": signed, "countersigned_on": signed}
    return with_act(facts, SIGNED.get(path.parcours, ""), found)


def with_marks(_path: Path, facts: Facts, cells: Cells) -> Facts:
    """The procès-verbal and the contract on personal data."""
    for name, step in MARKS.items():
        done = at(cells, name)
        if done:
            facts = told.with_mark(facts, step, replace(facts.marks.get(step, Mark()), done_on=done))
    return facts


def with_effect(path: Path, facts: Facts, cells: Cells) -> Facts:
    """The day of effect; a convention takes it from its terms once it has some."""
    effect = at(cells, "date_effet")
    of_terms = path.parcours is Parcours.CONVENTION and ("convention_fin" in cells or facts.terms is not None)
    return facts if effect is None or of_terms else replace(facts, effect_on=effect)


def with_terms(path: Path, facts: Facts, cells: Cells) -> Facts:
    """The terms of a convention, from its first day to its last."""
    end, held = at(cells, "convention_fin"), facts.terms
    if path.parcours is not Parcours.CONVENTION or end is None:
        return facts
    begins = at(cells, "date_effet") or (held.begins_on if held else at(cells, "convention_signee_le"))
    if begins is None:
        raise JoiningRefusal(NO_BEGINNING)
    terms = Terms(
        fondement=cells.get("fondement") or (held.fondement if held else ""),
        begins_on=begins,
        duree_months=months_between(begins, end),
        reconduction=Reconduction(cells.get("reconduction") or (held.reconduction if held else "aucune")),
        reconductions_max=int(cells.get("reconductions_max") or (held.reconductions_max if held else 0)),
        preavis_months=int(cells.get("preavis_mois") or (held.preavis_months if held else 0)),
        renewed_on=held.renewed_on if held else (),
        denounced_on=held.denounced_on if held else None,
        price_annex=held.price_annex if held else True,
    )
    if period(terms, 0).ends_on != end:
        raise JoiningRefusal(NOT_WHOLE.format(begins=day_in_full(begins), ends=day_in_full(end)))
    return replace(facts, terms=terms)


def months_between(begins: date, ends: date) -> int:
    """How many months there are from a first day to a last, one at least."""
    after = ends + timedelta(days=1)
    months = (after.year - begins.year) * MONTHS_PER_YEAR + after.month - begins.month
    return max(1, months)
