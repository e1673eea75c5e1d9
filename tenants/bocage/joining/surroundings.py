"""What surrounds kept paths, read in five questions however many they are: statutes, dated rules, procedures, markets, people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar
from uuid import UUID
from zlib import crc32

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.access.rights import in_force
from bocage.access.rows import MemberRow
from bocage.catalogue import discovery
from bocage.governance.parameters import Period, parameters_of
from bocage.joining.approvals import Role
from bocage.joining.context import Context, People, Prealable
from bocage.joining.kept import Kept
from bocage.joining.markets import Market
from bocage.joining.members import Procedure
from bocage.joining.parameters import DEFAULTS, Key, Parameter, Unit
from bocage.joining.rows import MarketRow, ProcedureRow, RulesRow
from bocage.joining.syndicate import Forme, RegleEffet, Renvoi, Syndicate
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantRow

Thing = TypeVar("Thing", Procedure, Market)
UNSAID: Final = Syndicate(
    name="le syndicat",
    forme=Forme.MIXTE_OUVERT,
    renvoi=Renvoi.FERME,
    regle_effet=RegleEffet.PREMIER_DU_MOIS,
    duree_minimale_months=36,
    preavis_reprise_months=6,
    article_statuts="7",
)
"""What holds until a syndicate enters its statutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything several paths share; `rules` is another number when a rule is another; `procedures` and `markets` go by identifier, `people` by tenant then role."""

    host: TenantId
    shared: Context
    procedures: Mapping[UUID, tuple[Procedure, int]]
    markets: Mapping[UUID, tuple[Market, int]]
    people: Mapping[int, Mapping[str, str]]
    rules: int = 0

    def context(self, kept: Kept) -> Context:
        """What surrounds one path."""
        own, theirs = self.people.get(kept.tenant_id, {}), self.people.get(self.host, {})
        procedure = self.procedures.get(kept.procedure_id) if kept.procedure_id else None
        market = self.markets.get(kept.market_id) if kept.market_id else None
        return replace(
            self.shared,
            procedure=procedure[0] if procedure else None,
            market=market[0] if market else None,
            prealables=prealables_of(kept.path.modules),
            people=people_of(own, theirs),
            dsi=dsi_of(own, theirs, shared=self.host != kept.tenant_id),
        )

    def versions(self, kept: Kept) -> list[int]:
        """The versions of what a path points to and of what rules it: when one moves, what was computed is old."""
        pointed = (
            self.procedures.get(kept.procedure_id or kept.path_id),
            self.markets.get(kept.market_id or kept.path_id),
        )
        return [*(one[1] if one else 0 for one in pointed), self.rules]


def rules_of(shared: Context) -> int:
    """A number for the statutes and the dated rules, another when one of them is another."""
    return crc32(msgspec.json.encode((shared.syndicate, shared.parameters), order="sorted"))


async def surroundings(connection: AsyncConnection, host: TenantId, kept: Iterable[Kept]) -> Surroundings:
    """Read what surrounds paths; what is not in scope is as if it were not there."""
    told = tuple(kept)
    procedures = select(ProcedureRow.procedure_id, ProcedureRow.procedure, ProcedureRow.version).where(
        ProcedureRow.tenant_id == host
    )
    markets = select(MarketRow.market_id, MarketRow.market, MarketRow.version).where(MarketRow.tenant_id == host)
    shared = await statutes(connection, host)
    return Surroundings(
        host=host,
        shared=shared,
        rules=rules_of(shared),
        procedures=await pointed(connection, Procedure, procedures, {one.procedure_id for one in told}),
        markets=await pointed(connection, Market, markets, {one.market_id for one in told}),
        people=await people(connection, {host, *(one.tenant_id for one in told)}),
    )


async def pointed(
    connection: AsyncConnection, kind: type[Thing], every: Select[UUID, Any, int], wanted: set[UUID | None]
) -> dict[UUID, tuple[Thing, int]]:
    """Read what some paths point to, each with its version; most paths point to nothing, and nothing is asked."""
    if not wanted - {None}:
        return {}
    rows = await connection.execute(every.where(every.selected_columns[0].in_(wanted)))
    return {row[0]: (msgspec.convert(row[1], kind), row[2]) for row in rows}


async def statutes(connection: AsyncConnection, host: TenantId) -> Context:
    """The statutes and the parameters of a syndicate."""
    asked = select(TenantRow.name, RulesRow.rules).outerjoin(RulesRow, RulesRow.tenant_id == TenantRow.tenant_id)
    row = (await connection.execute(asked.where(TenantRow.tenant_id == host))).one_or_none()
    if row is None:
        return Context(syndicate=UNSAID)
    rules = msgspec.convert(row.rules, Syndicate) if row.rules else UNSAID
    own = dated(await parameters_of(connection, host))
    return Context(syndicate=replace(rules, name=row.name), parameters=DEFAULTS.with_values(own))


def dated(periods: Iterable[Period]) -> tuple[Parameter, ...]:
    """The periods of the rules of this part, in the order they were set: the last one corrects."""
    return tuple(
        Parameter(
            key=Key(one.code), value=one.value, unit=Unit(one.unit), valid_from=one.valid_from, article=one.article
        )
        for one in periods
        if one.code in set(Key)
    )


async def people(connection: AsyncConnection, tenants: set[TenantId]) -> dict[int, dict[str, str]]:
    """Who speaks for each tenant, by role; the first by name."""
    speaking = ("elu", "dsi")
    asked = (
        select(MemberRow.tenant_id, MemberRow.role, MemberRow.name)
        .where(MemberRow.tenant_id.in_(tenants), MemberRow.role.in_(speaking), *in_force())
        .order_by(MemberRow.name.desc())
    )
    found: dict[int, dict[str, str]] = {}
    for row in await connection.execute(asked):
        found.setdefault(row.tenant_id, {})[row.role] = row.name
    return found


def people_of(own: Mapping[str, str], theirs: Mapping[str, str]) -> People:
    """Name who acts: the commune's own DSI before the shared one."""
    dsi = (
        f"{own['dsi']}, DSI" if "dsi" in own else f"{theirs['dsi']}, DSI mutualisée" if "dsi" in theirs else "le maire"
    )
    return People(maire=own.get("elu", "le maire"), dsi=dsi)


def dsi_of(own: Mapping[str, str], theirs: Mapping[str, str], *, shared: bool) -> frozenset[Role]:
    """Which DSI there are."""
    told: dict[Role, bool] = {Role.DSI_COMMUNE: "dsi" in own, Role.DSI_MUTUALISEE: shared and "dsi" in theirs}
    return frozenset(role for role, there in told.items() if there)


def prealables_of(modules: Iterable[str]) -> tuple[Prealable, ...]:
    """What the modules of a path ask for before they open, as their manifests say."""
    wanted = frozenset(modules)
    return tuple(
        Prealable(key=f"{part.slug}.{one.key}", label=one.label, who=one.who)
        for part in discovery.modules()
        if part.slug in wanted and part.offer is not None
        for one in part.offer.prerequisites
    )
