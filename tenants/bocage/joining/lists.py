"""Every path of a place in a constant number of questions, counted by phase."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.engine import Database
from bocage.joining.kept import Kept, paths_of
from bocage.joining.phase import Phase
from bocage.joining.regimes import side_by_side_of
from bocage.joining.summary import PathLine, line_of
from bocage.joining.surroundings import Surroundings, surroundings
from bocage.tenancy import TenantId, Visit
from bocage.web.french import civil_day

URGENT: Final = (Phase.BLOQUEE, Phase.PRETE, Phase.EN_COURS, Phase.ECHUE, Phase.SUSPENDUE, Phase.INTERESSEE)
"""What waits for somebody comes before what runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The paths of one phase, or all, what waits first; `counts` is before the filter."""

    lines: tuple[PathLine, ...]
    counts: Mapping[Phase, int]
    phase: str
    total: int
    today: date
    regimes: tuple[str, ...] = ()


def host_of_paths(visit: Visit, kept: Sequence[Kept]) -> TenantId:
    """Whose statutes rule the paths of a visit: its own, or those of the syndicate that follows the newest."""
    own = visit.place.tenant_id
    return own if visit.place.kind.is_portfolio or not kept else kept[-1].host_id


async def every_line(database: Database, visit: Visit, today: date) -> tuple[PathLine, ...]:
    """Read every path that the visit reads; a commune's path is ruled by the syndicate that follows it."""
    kept, around = await every_path(database, visit)
    return tuple(line_of(one, around, today) for one in kept)


async def every_path(database: Database, visit: Visit) -> tuple[tuple[Kept, ...], Surroundings]:
    """Read every path that the visit reads, and what surrounds them."""
    scope = visit.scope.readable
    async with database.transaction(visit.database_role, readable=scope) as connection:
        kept = await paths_of(connection, scope)
    host = host_of_paths(visit, kept)
    async with database.transaction(visit.database_role, readable=scope | {host}) as connection:
        return kept, await surroundings(connection, host, kept)


def regimes_at(visit: Visit, kept: Sequence[Kept], around: Surroundings, today: date) -> tuple[str, ...]:
    """What a commune nouvelle follows from those it comes from, side by side; nothing anywhere else."""
    former = [one for one in kept if one.tenant_id != visit.place.tenant_id]
    if visit.place.kind.is_portfolio or not former:
        return ()
    return side_by_side_of(former, around, (), today)


async def lines_of(connection: AsyncConnection, visit: Visit, tenants: Collection[int]) -> tuple[PathLine, ...]:
    """The paths of some communes of a portfolio, in its own transaction."""
    kept, today = await paths_of(connection, tenants), civil_day(datetime.now(UTC))
    around = await surroundings(connection, visit.place.tenant_id, kept)
    return tuple(line_of(one, around, today) for one in kept)


async def listed_paths(database: Database, visit: Visit, phase: str) -> Listed:
    """List the paths of a place."""
    today = civil_day(datetime.now(UTC))
    kept, around = await every_path(database, visit)
    lines = [line_of(one, around, today) for one in kept]
    shown = [line for line in lines if phase not in set(Phase) or line.summary.phase == phase]
    ranks = {each: rank for rank, each in enumerate(dict.fromkeys((*URGENT, *Phase)))}
    shown.sort(key=lambda line: (ranks[line.summary.phase], line.summary.due or date.max))
    return Listed(
        lines=tuple(shown),
        counts=Counter(line.summary.phase for line in lines),
        phase=phase if phase in set(Phase) else "",
        total=len(lines),
        today=today,
        regimes=regimes_at(visit, kept, around, today),
    )
