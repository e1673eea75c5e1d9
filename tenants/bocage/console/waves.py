"""Waves: communes that open together on a day, how many stand where, which are late; the counting is pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.console.rows import WaveRow
from bocage.console.standing import DeskLine, by_phase
from bocage.joining.phase import Phase
from bocage.tenancy import NotFoundRefusal, TenantId

OPEN: Final = "on"
OVER: Final = "over"
GROUPS: Final = {
    Phase.EN_SERVICE: OPEN,
    Phase.DEMONSTRATEUR: OPEN,
    Phase.PRETE: "ready",
    Phase.EN_COURS: "half",
    Phase.INTERESSEE: "half",
    Phase.BLOQUEE: "stuck",
    Phase.SUSPENDUE: OVER,
    Phase.ECHUE: OVER,
    Phase.SORTIE: OVER,
}
WORDS: Final = {
    OPEN: ("ouverte", "ouvertes"),
    "ready": ("prête", "prêtes"),
    "half": ("en cours", "en cours"),
    "stuck": ("bloquée", "bloquées"),
    OVER: ("suspendue ou terminée", "suspendues ou terminées"),
    "none": ("pas commencée", "pas commencées"),
}
"""The groups of a bar, in its order."""
SOON_DAYS: Final = 60
BAR: Final = 600.0
GAP: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A wave by its name, which each of its communes bears; None is a name of communes.csv that has no date yet."""

    wave_id: UUID | None
    name: str
    opens_on: date | None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar: how many communes, in which words, from where to where."""

    shape: str
    count: int
    words: str
    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveStanding:
    """A wave on a day: its communes, the bar of how many stand where."""

    wave: Wave
    lines: tuple[DeskLine, ...]
    segments: tuple[Segment, ...]
    today: date

    @property
    def waiting(self) -> tuple[DeskLine, ...]:
        """The communes that were never open, what waits first."""
        return tuple(line for line in self.lines if group_of(line) not in {OPEN, OVER})

    @property
    def is_over(self) -> bool:
        """Whether its day has come."""
        return self.wave.opens_on is not None and self.wave.opens_on <= self.today

    @property
    def late(self) -> tuple[DeskLine, ...]:
        """Those that should be open."""
        return self.waiting if self.is_over else ()

    @property
    def at_risk(self) -> tuple[DeskLine, ...]:
        """Those that somebody blocks while the day comes near."""
        day = self.wave.opens_on
        near = day is not None and 0 < (day - self.today).days <= SOON_DAYS
        return tuple(line for line in self.waiting if near and group_of(line) == "stuck")


async def waves_of(connection: AsyncConnection, tenant: TenantId) -> tuple[Wave, ...]:
    """The waves of a syndicate, by day then by name."""
    columns = (WaveRow.wave_id, WaveRow.name, WaveRow.opens_on, WaveRow.version)
    asked = select(*columns).where(WaveRow.tenant_id == tenant).order_by(WaveRow.opens_on.nulls_last(), WaveRow.name)
    return tuple(Wave(**row) for row in (await connection.execute(asked)).mappings())


async def wave_at(connection: AsyncConnection, tenant: TenantId, wave_id: UUID) -> Wave:
    """One wave, or the refusal of an address that does not exist."""
    found = next((one for one in await waves_of(connection, tenant) if one.wave_id == wave_id), None)
    if found is None:
        raise NotFoundRefusal
    return found


def group_of(line: DeskLine) -> str:
    """The group of a commune in a bar."""
    return "none" if line.first is None else GROUPS.get(line.first.summary.phase, "none")


def standing_of(wave: Wave, lines: Iterable[DeskLine], today: date) -> WaveStanding:
    """How a wave stands."""
    own = tuple(sorted((line for line in lines if line.commune.wave == wave.name), key=by_phase))
    return WaveStanding(wave=wave, lines=own, segments=segments(Counter(map(group_of, own))), today=today)


def segments(counts: Mapping[str, int]) -> tuple[Segment, ...]:
    """The parts of a bar, each as long as its count."""
    total, x, found = sum(counts.values()), 0.0, []
    for shape, words in WORDS.items():
        count = counts.get(shape, 0)
        if count:
            width = BAR * count / total
            found.append(
                Segment(
                    shape=shape,
                    count=count,
                    words=words[count > 1],
                    x=round(x, 1),
                    width=round(max(width - GAP, 1.0), 1),
                )
            )
            x += width
    return tuple(found)


def standings(waves: Sequence[Wave], lines: Sequence[DeskLine], today: date) -> tuple[WaveStanding, ...]:
    """Every wave, those that communes name and nobody dated last."""
    known = {wave.name for wave in waves}
    names = sorted({line.commune.wave for line in lines if line.commune.wave} - known)
    undated = (Wave(wave_id=None, name=name, opens_on=None) for name in names)
    return tuple(standing_of(wave, lines, today) for wave in (*waves, *undated))


def coming(waves: Sequence[Wave], lines: Sequence[DeskLine]) -> WaveStanding | None:
    """The wave that a desk speaks of: one whose day is over and that is not all open, else the next."""
    if not lines:
        return None
    today = lines[0].today
    told = [standing_of(wave, lines, today) for wave in waves if wave.opens_on]
    late = [one for one in told if one.late]
    return next(iter([*late[-1:], *(one for one in told if not one.is_over and one.lines)]), None)
