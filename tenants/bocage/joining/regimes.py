"""The regimes of the former communes of a commune nouvelle, read from their paths."""

from collections.abc import Iterable, Sequence
from datetime import date

from bocage.joining.conventions import ends_on
from bocage.joining.dossier import Dossier, expected_effect
from bocage.joining.kept import Kept
from bocage.joining.merged import Regime, side_by_side
from bocage.joining.surroundings import Surroundings


def side_by_side_of(
    paths: Sequence[Kept], around: Surroundings, territories: Iterable[str], today: date
) -> tuple[str, ...]:
    """« L’éclairage suit deux régimes : … », for each module that follows several."""
    places = tuple(territories)
    told = [regime_of(one, around, module, today) for one in paths for module in sorted(one.path.modules)]
    found: list[str | None] = []
    for module in sorted({one.module for one in told}):
        there = {one.territory for one in told if one.module == module}
        rest = [Regime(territory=place, module=module) for place in places if place not in there]
        found.append(side_by_side((*told, *rest), module, today))
    return tuple(filter(None, found))


def regime_of(one: Kept, around: Surroundings, module: str, today: date) -> Regime:
    """What a former commune had for a module; nothing when its path was never opened."""
    dossier, opened = Dossier(path=one.path, facts=one.facts, context=around.context(one)), one.facts.opened
    return Regime(
        territory=one.path.place,
        module=module,
        parcours=one.path.parcours if opened else None,
        since=expected_effect(dossier) or min(opened.values(), default=None),
        until=ends_on(one.facts.terms, today) if one.facts.terms else None,
    )
