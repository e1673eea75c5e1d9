"""One line of communes.csv that speaks of a path: what it asks, or why it is refused; pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from bocage.imports.days import day
from bocage.imports.spelling import spelled
from bocage.imports.verdict import Finding
from bocage.joining.competence import WORDINGS, Holding, objections
from bocage.joining.context import Context
from bocage.joining.conventions import Reconduction
from bocage.joining.dossier import Dossier
from bocage.joining.entry import Change, accepted
from bocage.joining.facts import NOTHING, Facts
from bocage.joining.file_columns import DATES, NUMBERS, decision_of
from bocage.joining.file_facts import Cells, with_cells
from bocage.joining.kept import Kept
from bocage.joining.order import breaks
from bocage.joining.path import VARIANTS, Holder, Parcours, Path, Perimetre, Stage, Variant
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.tables import PATHS
from bocage.joining.words import WORDS, listed

Choice = TypeVar("Choice", bound=StrEnum)
CUT: Final = re.compile(r"[|,;]+")
SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsKnown:
    """What a line is read with: modules by the words that name them, markets by number, paths of communes by code."""

    modules: Mapping[str, str]
    titles: Mapping[str, str]
    context: Context
    today: date
    markets: Mapping[str, UUID] = field(default_factory=dict)
    held: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a line asks: a path to begin, or the one that is held with other facts."""

    path: Path
    facts: Facts
    held: Kept | None
    market_id: UUID | None
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether something would be written."""
        held = self.held
        if held is None:
            return True
        asked = (self.path.stage, self.facts, self.market_id or held.market_id)
        return asked != (held.path.stage, held.facts, held.market_id)


def wish_of(cells: Cells, place: tuple[str, str, str], known: PathsKnown) -> tuple[Wish | None, tuple[Finding, ...]]:
    """Read the cells of a commune (its code, its name, its EPCI), or say everything that is wrong but its dates."""
    if any(day(cells[each]) is None for each in DATES & cells.keys()):
        return None, ()
    insee, name, epci = place
    found = tuple(unread(cells))
    path, faults = path_of(cells, name, known)
    if path is None or found or faults:
        return None, (*found, *faults)
    held = held_of(known.held.get(insee, ()), path)
    more = (*competence(cells, path, epci), *twice(known.held.get(insee, ()), path, held), *too_far(cells, path, held))
    market, lost = market_of(cells, known)
    if more or lost:
        return None, (*more, *lost)
    return entered(cells, replace(path, perimetre=held.path.perimetre) if held else path, held, (market, known))


def entered(
    cells: Cells, path: Path, held: Kept | None, around: tuple[UUID | None, PathsKnown]
) -> tuple[Wish | None, tuple[Finding, ...]]:
    """Put the cells into facts; the past may break the order, and is then to be verified."""
    market, known = around
    before = held.facts if held else NOTHING
    try:
        after = with_cells(path, before, cells)
        facts = accepted(Change(path=path, before=before, after=after, context=known.context), imported=True)
    except JoiningRefusal as refusal:
        return None, (finding("parcours", "Ce rattachement ne peut pas être enregistré ainsi", refusal.sentence),)
    notes = tuple(one.note for one in breaks(Dossier(path=path, facts=facts, context=known.context)))
    return Wish(path=path, facts=facts, held=held, market_id=market, notes=notes), ()


def finding(column: str, title: str, why: str) -> Finding:
    """Why a line is refused, with the cell to correct."""
    return Finding(rule=f"path.{column}", column=column, title=title, why=why)


def unread(cells: Cells) -> Iterator[Finding]:
    """What is not a number."""
    for name in sorted(NUMBERS & cells.keys()):
        if not (cells[name].isdecimal() and cells[name].isascii()):
            yield finding(name, f"« {cells[name][:30]} » n’est pas un nombre ({name})", "Écrivez-le avec des chiffres.")


def path_of(cells: Cells, place: str, known: PathsKnown) -> tuple[Path | None, tuple[Finding, ...]]:
    """The path that a line names."""
    parcours, variant = parcours_of(cells)
    modules, unknown = modules_of(cells.get("modules", ""), known)
    stage, perimetre = (
        chosen(cells, "stade", Stage, Stage.PRODUCTION),
        chosen(cells, "perimetre", Perimetre, Perimetre.TOTAL),
    )
    renewal = chosen(cells, "reconduction", Reconduction, Reconduction.AUCUNE)
    faults = (
        *((unlisted("parcours", cells, Parcours),) if parcours is None else ()),
        *((no_variant(parcours, cells),) if parcours and variant not in VARIANTS[parcours] else ()),
        *((lost_modules(unknown, modules, known),) if unknown or not modules else ()),
        *((unlisted("stade", cells, Stage),) if stage is None else ()),
        *((unlisted("perimetre", cells, Perimetre),) if perimetre is None else ()),
        *((unlisted("reconduction", cells, Reconduction),) if renewal is None else ()),
    )
    if faults or parcours is None or stage is None or perimetre is None:
        return None, faults
    return Path(parcours=parcours, variant=variant, place=place, modules=modules, stage=stage, perimetre=perimetre), ()


def parcours_of(cells: Cells) -> tuple[Parcours | None, Variant | None]:
    """The way of joining; « adhésion », « extension » and « centrale » say theirs alone."""
    said, variant = word(cells.get("parcours", "")), word(cells.get("variante", ""))
    alone = {
        Variant.ADHESION: Parcours.TRANSFERT,
        Variant.EXTENSION: Parcours.TRANSFERT,
        Variant.CENTRALE: Parcours.GROUPEMENT,
    }
    if said in alone:
        return alone[Variant(said)], Variant(said)
    parcours = Parcours(said) if said in set(Parcours) else None
    if not variant and parcours is Parcours.GROUPEMENT:
        return parcours, Variant.GROUPEMENT
    return parcours, Variant(variant) if variant in set(Variant) else None


def word(text: str) -> str:
    """The first word of a cell: « Convention de prestation » is « convention »."""
    return spelled(text).partition("_")[0]


def chosen(cells: Cells, name: str, kind: type[Choice], otherwise: Choice) -> Choice | None:
    """One value of a list, None when it is not in it."""
    said = word(cells.get(name, ""))
    if not said:
        return otherwise
    return kind(said) if said in set(kind) else None


def unlisted(name: str, cells: Cells, kind: type[StrEnum]) -> Finding:
    """A cell that must be one of a few words."""
    said = cells.get(name, "")
    title = f"« {said[:30]} » n’est pas dans la liste ({name})" if said else f"La colonne « {name} » est vide"
    return finding(name, title, f"Écrivez {' ou '.join(kind)}.")


def no_variant(parcours: Parcours, cells: Cells) -> Finding:
    """A transfer says whether it is an adhesion or an extension."""
    wanted = [str(one) for one in VARIANTS[parcours] if one]
    why = f"Écrivez {' ou '.join(wanted)}." if wanted else "Laissez la variante vide."
    return finding("variante", f"La variante « {cells.get('variante', '')} » ne va pas avec {parcours}", why)


def modules_of(text: str, known: PathsKnown) -> tuple[frozenset[str], tuple[str, ...]]:
    """The modules that a cell names, by key or by name, and the words that name none."""
    if spelled(text) in known.modules:
        return frozenset({known.modules[spelled(text)]}), ()
    parts = [part.strip() for part in (CUT if CUT.search(text) else SPACES).split(text) if part.strip()]
    unknown = tuple(part for part in parts if spelled(part) not in known.modules)
    return frozenset(known.modules[spelled(part)] for part in parts if part not in unknown), unknown


def lost_modules(unknown: tuple[str, ...], modules: frozenset[str], known: PathsKnown) -> Finding:
    """Modules that are not in the catalogue, with the list."""
    named = listed(f"« {one} »" for one in unknown)
    title = f"{named} n’est pas au catalogue" if unknown else "La colonne « modules » est vide"
    del modules
    return finding("modules", title, f"Au catalogue : {listed(sorted(known.titles.values()))}.")


def held_of(held: tuple[Kept, ...], path: Path) -> Kept | None:
    """The path of the commune that a line speaks of: same way, same modules."""
    wanted = (path.parcours, path.variant, path.modules)
    found = (one for one in held if (one.path.parcours, one.path.variant, one.path.modules) == wanted)
    return next((one for one in found if one.facts.left_on is None), None)


def twice(held: tuple[Kept, ...], path: Path, same: Kept | None) -> Iterator[Finding]:
    """A module that another way is walked for."""
    running = {module for one in held if one.facts.left_on is None for module in one.path.modules}
    if same is None and running & path.modules:
        why = "Un rattachement est déjà en cours pour ce module, par un autre parcours. Ouvrez-le plutôt."
        yield finding("parcours", f"{path.place} a déjà un rattachement en cours", why)


def competence(cells: Cells, path: Path, epci: str) -> Iterator[Finding]:
    """A competence that the EPCI exercises is not the commune's to give."""
    said = cells.get("competence_detenue_par", "")
    if not said or spelled(said) in {"commune", "mairie", spelled(path.place)}:
        return
    name = epci or said
    held = (Holding(module=module, holder=Holder.EPCI, holder_name=name) for module in WORDINGS)
    for sentence in objections(path, held):
        yield finding("competence_detenue_par", "La commune n’exerce pas cette compétence", sentence)


def too_far(cells: Cells, path: Path, held: Kept | None) -> Iterator[Finding]:
    """A step beyond the first act, whose date is not there."""
    said = spelled(cells.get("etape", ""))
    if not said:
        return
    named = {spelled(words.label): key for key, words in WORDS.items()} | {spelled(key): key for key in WORDS}
    step, first = named.get(said), decision_of(path)
    if step is None:
        yield finding(
            "etape", f"L’étape « {cells['etape'][:40]} » n’existe pas", "Écrivez-la comme sur la page du rattachement."
        )
        return
    before = frozenset(PATHS[path.parcours, path.variant][: 1 + order_of(path, first)])
    known = held is not None and first in held.facts.acts
    if first and step not in before and not known and "deliberation_date" not in cells:
        why = f"Il faut d’abord la date de l’acte « {WORDS[first].label} ». Remplissez « deliberation_date »."
        yield finding("etape", f"L’étape « {WORDS[step].label} » vient après un acte qui n’a pas de date", why)


def order_of(path: Path, step: str) -> int:
    """Where a step is in the usual order of a path."""
    usual = PATHS[path.parcours, path.variant]
    return usual.index(step) if step in usual else -1


def market_of(cells: Cells, known: PathsKnown) -> tuple[UUID | None, tuple[Finding, ...]]:
    """The market that a line names."""
    number = cells.get("marche", "")
    if not number or number in known.markets:
        return known.markets.get(number), ()
    there = listed(sorted(known.markets)) or "aucun encore"
    return None, (
        finding("marche", f"Le marché « {number[:30]} » n’est pas enregistré", f"Marchés du syndicat : {there}."),
    )
