"""The verdict on a whole file: each line against the register, the communes already here and the other lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bocage.imports.cells import code
from bocage.imports.entries import Entry
from bocage.imports.faults import damaged, too_many
from bocage.imports.verdict import Action, Change, Finding, LineVerdict, Value
from bocage.onboarding import dates, figures, free_cells, intercommunality, sirens
from bocage.onboarding.case import Case, Judged
from bocage.onboarding.identity import Found, find
from bocage.onboarding.known import Attached, Known
from bocage.onboarding.path_lines import OF_PATHS, Claims, with_path

RULES: Final[Mapping[str, Callable[[Case], Judged]]] = {
    "siren": sirens.siren,
    "siret": sirens.siret,
    "epci_siren": intercommunality.epci,
    "population_municipale": figures.municipal,
    "population_dgf": figures.dgf,
    "densite": figures.density,
    "contact_nom": free_cells.short_text("contact_nom", "le nom du contact"),
    "contact_fonction": free_cells.short_text("contact_fonction", "la fonction du contact"),
    "contact_email": free_cells.address,
    "contact_telephone": free_cells.number,
    "vague": free_cells.short_text("vague", "la vague"),
    "remarques": free_cells.remarks,
}


def judge(entries: Sequence[Entry], known: Known) -> Iterator[LineVerdict]:
    """Judge every line; the first of two lines on one commune stands."""
    found = [(entry, find(entry, known)) for entry in entries]
    seen = first_lines(found)
    given = first_sirens(found)
    lines = (line_verdict(entry, one, known, seen, given) for entry, one in found)
    if known.paths is None:
        return lines
    claims = Claims(paths=known.paths)
    return (with_path(line, entry, known, claims) for (entry, _), line in zip(found, lines, strict=True))


def first_lines(found: Iterable[tuple[Entry, Found]]) -> dict[str, Entry]:
    """Tell, for each commune, the first line that speaks of it."""
    seen: dict[str, Entry] = {}
    for entry, one in found:
        if one.commune is not None:
            seen.setdefault(one.commune.insee, entry)
    return seen


def first_sirens(found: Iterable[tuple[Entry, Found]]) -> dict[str, tuple[int, str]]:
    """Tell, for each SIREN, which line and commune hold it: the one the register gives it to, else the first."""
    given: dict[str, tuple[int, str]] = {}
    for entry, one in found:
        digits = code(entry.cells.get("siren", ""))
        if not digits or one.commune is None:
            continue
        if digits == one.commune.siren or digits not in given:
            given[digits] = (entry.number, one.commune.insee)
    return given


def line_verdict(
    entry: Entry,
    found: Found,
    known: Known,
    seen: Mapping[str, Entry],
    given: Mapping[str, tuple[int, str]],
) -> LineVerdict:
    """Judge one line."""
    always = (*damaged(entry), *too_many(entry), *dates.dates(entry))
    if found.commune is None:
        return LineVerdict(
            number=entry.number,
            action=Action.REFUSED,
            name=entry.cells.get("nom", ""),
            refusals=(*found.refusals, *always),
        )
    insee = found.commune.insee
    held = known.attached.get(insee) or known.former.get(insee)
    case = Case(entry=entry, known=known, commune=found.commune, held=held, seen_sirens=given)
    judged = {column: rule(case) for column, rule in RULES.items()}
    twin = doubled_commune(entry, seen[insee], found.commune.name)
    refusals = (*found.refusals, *twin, *always, *(one for answer in judged.values() for one in answer.refusals))
    verdict = concluded(case, judged, refusals, found.remarks)
    return verdict if refusals or seen[insee] is entry else said_already(verdict, seen[insee].number)


def said_already(verdict: LineVerdict, first: int) -> LineVerdict:
    """A second line that says nothing else than the first changes nothing."""
    remark = f"même commune que la ligne {first}, qui est seule lue"
    return replace(verdict, action=Action.IDENTICAL, changes=(), remarks=(remark,))


def concluded(
    case: Case,
    judged: Mapping[str, Judged],
    refusals: tuple[Finding, ...],
    remarks: tuple[str, ...],
) -> LineVerdict:
    """Put together what the rules answered."""
    values = {"nom": case.commune.name} | {
        column: answer.value for column, answer in judged.items() if answer.value is not None
    }
    held = case.held
    changes = changed(values, held)
    return LineVerdict(
        number=case.entry.number,
        action=Action.REFUSED if refusals else action(case, changes),
        key=case.commune.insee,
        name=case.commune.name,
        values=values,
        changes=changes,
        refusals=refusals,
        remarks=(*remarks, *(remark for answer in judged.values() for remark in answer.remarks)),
        ref=held.tenant_id if held else None,
        version=held.version if held else None,
    )


def action(case: Case, changes: Sequence[Change]) -> Action:
    """Decide what confirming will do for a line that nothing stops."""
    if case.held is None:
        return Action.CREATE
    if case.commune.insee not in case.known.attached:
        return Action.REATTACH
    return Action.UPDATE if changes else Action.IDENTICAL


def changed(values: Mapping[str, Value], held: Attached | None) -> tuple[Change, ...]:
    """List the values that will replace stored ones; a cell left empty replaces nothing."""
    if held is None:
        return ()
    return tuple(
        Change(column=column, before=held.values.get(column), after=value)
        for column, value in values.items()
        if held.values.get(column) != value
    )


def aside(entry: Entry, known: Known) -> LineVerdict:
    """Keep the name of a line that is left aside."""
    found = find(entry, known)
    name = found.commune.name if found.commune else entry.cells.get("nom", "")
    insee = found.commune.insee if found.commune else None
    return LineVerdict(number=entry.number, action=Action.ASIDE, key=insee, name=name)


def doubled_commune(entry: Entry, first: Entry, name: str) -> Iterator[Finding]:
    """Refuse a second line on a commune, unless it says nothing else than the first."""
    if first.number == entry.number or same_words(entry, first):
        return
    yield Finding(
        rule="commune.twice",
        column="insee" if "insee" in entry.cells else "nom",
        title=f"{name} est déjà à la ligne {first.number}",
        why="Une commune n’entre qu’une fois. Gardez la ligne qui dit vrai, laissez l’autre de côté.",
        other_line=first.number,
    )


def same_words(entry: Entry, first: Entry) -> bool:
    """Tell whether two lines on one commune agree: cells left empty do not contradict."""
    own = (column for column in entry.cells if column not in OF_PATHS)
    return all(first.cells.get(column, entry.cells[column]) == entry.cells[column] for column in own)
