"""The page of a dry run, as plain values for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bocage.imports.decoding import TITLES
from bocage.imports.verdict import Action, Finding, LineVerdict, Repair
from bocage.onboarding import words
from bocage.onboarding.importing import Dossier
from bocage.onboarding.samples import SampleLine, sample
from bocage.onboarding.table import DELIMITER_TITLES
from bocage.web.french import number, plural

READY_A_PAGE: Final = 50
REFUSED_A_PAGE: Final = 20
ALIKE: Final = 3
"""From how many lines on a repair is offered for all of them."""
FILTERS: Final[Mapping[str, frozenset[Action]]] = {
    "": frozenset({Action.CREATE, Action.REATTACH, Action.UPDATE, Action.IDENTICAL}),
    "creer": frozenset({Action.CREATE, Action.REATTACH}),
    "maj": frozenset({Action.UPDATE}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the address asks to see; `after` is the line that was just handled."""

    filter: str = ""
    page: int = 1
    refused_page: int = 1
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Part of a sentence, read first or not."""

    text: str
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason of a refused line."""

    title: str
    why: tuple[Words, ...]
    note: str
    sample: tuple[SampleLine, ...]
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    """A refused line with all its reasons; `focused` when reading goes on from it."""

    number: int
    faults: tuple[Fault, ...]
    focused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyLine:
    """A line that nothing stops."""

    number: int
    name: str
    insee: str
    action: str
    mood: str
    detail: str
    contact: str
    wave: str
    population: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A repair offered for every line that the same rule refuses."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A choice that was made on a line and can be taken back."""

    number: int
    name: str
    sentence: str


def sentence(text: str) -> tuple[Words, ...]:
    """Cut a sentence at its stars."""
    return tuple(Words(text=part, strong=index % 2 == 1) for index, part in enumerate(text.split("*")) if part)


def ready_lines(dossier: Dossier, shown: Shown) -> tuple[ReadyLine, ...]:
    """One page of the lines that are ready."""
    wanted = FILTERS.get(shown.filter, FILTERS[""])
    lines = [line for line in dossier.verdict.lines if line.action in wanted]
    start = (shown.page - 1) * READY_A_PAGE
    return tuple(ready_line(line) for line in lines[start : start + READY_A_PAGE])


def ready_line(line: LineVerdict) -> ReadyLine:
    """Say what a line will do."""
    population = line.values.get("population_municipale")
    detail = words.changes(line.changes) if line.action in {Action.UPDATE, Action.REATTACH} else ""
    return ReadyLine(
        number=line.number,
        name=line.name,
        insee=str(line.insee),
        action=words.ACTIONS[line.action] + (", à relire" if line.to_reread else ""),
        mood="watch" if line.to_reread else "" if line.action is Action.IDENTICAL else "info",
        detail=" ; ".join(filter(None, (detail, *line.remarks))),
        contact=str(line.values.get("contact_nom", "")),
        wave=str(line.values.get("vague", "")),
        population=population if isinstance(population, int) else None,
    )


def refused_lines(dossier: Dossier, shown: Shown) -> tuple[RefusedLine, ...]:
    """One page of the lines that are refused."""
    refused = dossier.verdict.refused
    next_one = following(refused, shown.after)
    start = (shown.refused_page - 1) * REFUSED_A_PAGE
    return tuple(
        RefusedLine(
            number=line.number,
            faults=tuple(fault(dossier, line, one) for one in line.refusals),
            focused=line.number == next_one,
        )
        for line in refused[start : start + REFUSED_A_PAGE]
    )


def following(refused: Sequence[LineVerdict], after: int | None) -> int | None:
    """The line on which reading goes on: the one just handled if it is still refused, else the next, else the first."""
    if after is None or not refused:
        return None
    return next((line.number for line in refused if line.number >= after), refused[0].number)


def fault(dossier: Dossier, line: LineVerdict, finding: Finding) -> Fault:
    """One reason, ready for the page."""
    return Fault(
        title=finding.title,
        why=sentence(finding.why),
        note=finding.note,
        sample=sample(dossier.sheet, line.number, finding),
        repairs=finding.repairs,
    )


def alike(dossier: Dossier) -> tuple[Alike, ...]:
    """The repairs that many lines share."""
    rules: dict[str, list[LineVerdict]] = {}
    for line in dossier.verdict.refused:
        for finding in line.refusals:
            if finding.is_alone(finding.rule):
                rules.setdefault(finding.rule, []).append(line)
    return tuple(
        Alike(rule=rule, sentence=f"Accepter la même réparation pour {plural(len(lines), 'ligne')}")
        for rule, lines in rules.items()
        if len(lines) >= ALIKE
    )


def chosen(dossier: Dossier) -> tuple[Chosen, ...]:
    """The choices made so far."""
    names = {line.number: line.name or line.insee or "" for line in dossier.verdict.lines}
    return tuple(
        Chosen(number=line, name=names.get(line, ""), sentence=words.choice(choice))
        for line, choice in sorted(dossier.batch.choices.items())
    )


def file_words(dossier: Dossier) -> str:
    """« Point-virgule, cp1252 (Windows). 12 colonnes sur 13 reconnues. »."""
    table, columns = dossier.sheet.table, dossier.sheet.columns
    read = len(columns.places)
    width = len([heading for heading in table.headings if heading.strip()])
    delimiter = DELIMITER_TITLES[table.delimiter].capitalize()
    return f"{delimiter}, {TITLES[table.encoding]}. {plural(read, 'colonne lue', 'colonnes lues')} sur {number(width)}."


def fingerprint(sha256: str) -> str:
    """The first figures of the file's fingerprint, in groups that a person compares."""
    return f"{sha256[:4]} {sha256[4:8]}"
