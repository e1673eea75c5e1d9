"""Lines of a desk, made by hand."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from uuid_utils.compat import uuid7

from bocage.communes.spelling import spelled
from bocage.communes.whole import Commune
from bocage.console.standing import DeskLine
from bocage.joining.audience import Audience
from bocage.joining.briefs import Brief
from bocage.joining.phase import Phase
from bocage.joining.reminded import Reminded
from bocage.joining.summary import Summary

TODAY = date(2026, 11, 26)
NUMBERS = count(10)


def commune(name: str, **told: object) -> Commune:
    """A commune of the Loire."""
    number = next(NUMBERS)
    values: dict[str, object] = {
        "tenant_id": number,
        "uid": uuid7(),
        "name": name,
        "insee": f"420{number:02}",
        "spelled": spelled(name),
        "epci_siren": None,
        "epci_name": None,
        "population": 500,
        "wave": None,
        "since": date(2026, 1, 5),
        "host_id": 1,
        "longitude": 4.05,
        "latitude": 45.6,
    }
    return Commune(**{**values, **told})  # type: ignore[arg-type]  # what a test tells


def brief(tenant: int, phase: Phase, hand: Audience | None = None, since: date | None = None) -> Brief:
    """A path in a phase."""
    label = "Délibération de la commune" if hand else ""
    summary = Summary(
        phase=phase,
        counted="4 étapes sur 9 sont terminées",
        label=label,
        step="deliberation_commune",
        hand=hand,
        since=since,
    )
    return Brief(tenant_id=tenant, path_id=uuid7(), named="Convention", modules=("lighting",), summary=summary)


def line(
    name: str, *phases: Phase, hand: Audience | None = None, since: date | None = None, **told: object
) -> DeskLine:
    """A commune with a path in each phase."""
    here = commune(name, **told)
    paths = tuple(brief(here.tenant_id, phase, hand, since) for phase in phases)
    return DeskLine(commune=here, paths=paths, today=TODAY)


def names(lines: tuple[DeskLine, ...]) -> list[str]:
    """The communes of some lines."""
    return [one.commune.name for one in lines]


def reminder(path_id: UUID, step: str) -> Reminded:
    """A reminder of a step."""
    return Reminded(
        tenant_id=1,
        path_id=path_id,
        step=step,
        label="",
        sentence="",
        hand="mairie",
        written_to=(),
        actor_name="Luc Pradeval",
        at=datetime(2026, 11, 25, 9, tzinfo=UTC),
        on_day=date(2026, 11, 25),
        outcome="kept",
        outcome_said="",
    )
