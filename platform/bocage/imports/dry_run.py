"""The page of a dry run, as plain values for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bocage.imports import words
from bocage.imports.choices import Choice
from bocage.imports.decoding import TITLES
from bocage.imports.importer import Importer
from bocage.imports.reading import Sheet
from bocage.imports.samples import SampleLine, sample
from bocage.imports.table import DELIMITER_TITLES
from bocage.imports.verdict import Action, Finding, LineVerdict, Repair
from bocage.web.french import number, plural

READY_A_PAGE: Final = 50
REFUSED_A_PAGE: Final = 20
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

    rule: str
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
    focused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyLine:
    """A line that nothing stops; `cells` follow the columns that its importer shows."""

    number: int
    name: str
    key: str
    action: str
    mood: str
    detail: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A choice that was made on a line and can be taken back."""

    number: int
    name: str
    sentence: str


def sentence(text: str) -> tuple[Words, ...]:
    """Cut a sentence at its stars."""
    return tuple(Words(text=part, strong=index % 2 == 1) for index, part in enumerate(text.split("*")) if part)


def ready_line(importer: Importer, line: LineVerdict) -> ReadyLine:
    """Say what a line will do."""
    detail = words.changes(importer, line.changes) if line.action in {Action.UPDATE, Action.REATTACH} else ""
    return ReadyLine(
        number=line.number,
        name=line.name,
        key=line.key or "",
        action=words.action(importer.wording, line.action) + (", à relire" if line.to_reread else ""),
        mood="watch" if line.to_reread else "" if line.action is Action.IDENTICAL else "info",
        detail=" ; ".join(filter(None, (detail, *line.remarks))),
        cells=tuple(cell(line, column) for column in importer.shown),
    )


def cell(line: LineVerdict, column: str) -> str:
    """A value in the table; a dash where there is none."""
    value = line.values.get(column, "")
    return number(value) if isinstance(value, int) else value or "–"


def refused_line(sheet: Sheet, line: LineVerdict) -> RefusedLine:
    """Say why a line is refused."""
    return RefusedLine(number=line.number, faults=tuple(fault(sheet, line, one) for one in line.refusals))


def fault(sheet: Sheet, line: LineVerdict, finding: Finding) -> Fault:
    """One reason, ready for the page."""
    return Fault(
        rule=finding.rule,
        title=finding.title,
        why=sentence(finding.why),
        note=finding.note,
        sample=sample(sheet, line.number, finding),
        repairs=finding.repairs,
    )


def focused(lines: Sequence[RefusedLine], refused: Sequence[int], after: int | None) -> tuple[RefusedLine, ...]:
    """Mark the line on which reading goes on: the one just handled if it is still refused, else the next, else the first."""
    if after is None or not refused:
        return tuple(lines)
    following = next((one for one in refused if one >= after), refused[0])
    return tuple(replace(line, focused=line.number == following) for line in lines)


def chosen(importer: Importer, choices: Mapping[int, Choice], names: Mapping[int, str]) -> tuple[Chosen, ...]:
    """The choices made so far."""
    return tuple(
        Chosen(number=line, name=names.get(line, ""), sentence=words.choice(importer, choice))
        for line, choice in sorted(choices.items())
    )


def file_words(sheet: Sheet) -> str:
    """« Point-virgule, cp1252 (Windows). 12 colonnes sur 13 reconnues. »."""
    table, columns = sheet.table, sheet.columns
    read = len(columns.places)
    width = len([heading for heading in table.headings if heading.strip()])
    delimiter = DELIMITER_TITLES[table.delimiter].capitalize()
    return f"{delimiter}, {TITLES[table.encoding]}. {plural(read, 'colonne lue', 'colonnes lues')} sur {number(width)}."


def fingerprint(sha256: str) -> str:
    """The first figures of the file's fingerprint, in groups that a person compares."""
    return f"{sha256[:4]} {sha256[4:8]}"
