"""A commune nouvelle follows the acts of the former ones, each limited to its former territory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.joining.competence import WORDINGS
from bocage.joining.path import Parcours
from bocage.web.french import day_in_full

COUNTS: Final = ("aucun", "un", "deux", "trois", "quatre", "cinq")
TRANSFERRED: Final = frozenset({Parcours.TRANSFERT, Parcours.OPTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """What a former commune had for one module; no `parcours` when it had nothing."""

    territory: str
    module: str
    parcours: Parcours | None = None
    since: date | None = None
    until: date | None = None


def followed(regimes: Iterable[Regime], merged_on: date) -> tuple[Regime, ...]:
    """List what goes on after the merger, without a new délibération."""
    return tuple(one for one in regimes if one.parcours and (one.until is None or one.until >= merged_on))


def live(regimes: Iterable[Regime], module: str, today: date) -> tuple[Regime, ...]:
    """List the regimes that run for a module on the day."""
    return tuple(one for one in followed(regimes, today) if one.module == module)


def side_by_side(regimes: Iterable[Regime], module: str, today: date) -> str | None:
    """« L’éclairage suit deux régimes : … À harmoniser par le conseil municipal. », None when there is one at most."""
    told = [one for one in regimes if one.module == module]
    running = live(told, module, today)
    kinds = {regime_kind(one) for one in running}
    if len(kinds) < 2:  # noqa: PLR2004 -- side by side begins at two
        return None
    rest = [one.territory for one in told if one not in running]
    parts = [described(one) for one in running] + [f"rien sur {territory}" for territory in rest]
    subject = WORDINGS[module].subject if module in WORDINGS else "Le module"
    counted = COUNTS[len(kinds)] if len(kinds) < len(COUNTS) else str(len(kinds))
    return f"{subject} suit {counted} régimes : {', '.join(parts)}. À harmoniser par le conseil municipal."


def regime_kind(regime: Regime) -> str:
    """Tell a competence given from a contract; two conventions with two ends are one kind."""
    return "competence" if regime.parcours in TRANSFERRED else str(regime.parcours)


def described(regime: Regime) -> str:
    """« compétence du syndicat sur Écotay depuis le … », « convention sur Bard jusqu’au … »."""
    since = f" depuis le {day_in_full(regime.since)}" if regime.since else ""
    until = f" jusqu’au {day_in_full(regime.until)}" if regime.until else ""
    kind = "compétence du syndicat" if regime.parcours in TRANSFERRED else str(regime.parcours)
    return f"{kind} sur {regime.territory}{since}{until}"
