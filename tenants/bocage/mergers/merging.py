"""A merger written: the new commune in a tenant of its own, the former ones closed; no row of theirs moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.access.rights import in_force
from bocage.access.rows import MemberRow
from bocage.communes.rows import CommuneRow, ContactRow
from bocage.communes.spelling import spelled
from bocage.database.engine import scope_statement
from bocage.database.roles import Role
from bocage.governance.journal import Deed, Work
from bocage.identity.people import point_to
from bocage.joining.path_words import module_titles
from bocage.mergers.asked import Asked, refuse_early
from bocage.mergers.preview import periods_by, running
from bocage.onboarding.desk import Desk, writing_desk
from bocage.subscriptions.subscribing import Opening, subscribe
from bocage.tenancy import Kind, TenantId
from bocage.tenancy.numbers import next_number
from bocage.tenancy.rows import TenantLinkRow, TenantRow
from bocage.tenancy.stage import Stage
from bocage.web.french import PARIS, civil_day

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Born:
    """The new commune, and the people whose rights it takes over."""

    tenant_id: TenantId
    uid: UUID
    people: frozenset[UUID]


async def merge(desk: Desk, asked: Asked) -> Born:
    """Write everything in one transaction, then tell where to look for the rights of people."""
    refuse_early(asked, civil_day(desk.now))
    async with writing_desk(desk) as work:
        born = await written(work, desk, asked)
    for person in born.people:
        await point_to(desk.database, person, born.tenant_id)
    return born


async def written(work: Work, desk: Desk, asked: Asked) -> Born:
    """The former communes first, whose codes are then free."""
    connection, numbers = work.connection, [one.tenant_id for one in asked.communes]
    taken = await taken_over(connection, asked, numbers)
    for one in asked.communes:
        await closed(work, desk, asked, TenantId(one.tenant_id))
    number, uid = await next_number(connection), uuid7()
    await scoped(connection, [desk.syndicate, *numbers], number)
    await connection.execute(insert(TenantRow), [{**own_row(desk, asked, number), "uid": uid}])
    await connection.execute(insert(CommuneRow), [taken.commune | {"tenant_id": number}])
    await connection.execute(insert(ContactRow), [taken.contact | {"tenant_id": number}])
    await connection.execute(insert(TenantLinkRow), [predecessor_row(number, asked, one) for one in numbers])
    people = [member_row(number, asked, one) for one in taken.members]
    if people:
        await connection.execute(insert(MemberRow), people)
    await subscribed(Work(connection, desk.actor, number), desk, asked, taken)
    await Work(connection, desk.actor, number).record(deed_of("merger.done", asked))
    await scoped(connection, [desk.syndicate], desk.syndicate)
    link = {"tenant_id": desk.syndicate, "child_id": number, "since": asked.on, "kind": "member", "code": asked.insee}
    await connection.execute(insert(TenantLinkRow), [link])
    await work.record(deed_of("merger.done", asked))
    return Born(tenant_id=number, uid=uid, people=frozenset(one["person_id"] for one in people))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What the former communes give: identity, contact, people, modules with their stage and territories."""

    commune: dict[str, Any]
    contact: dict[str, Any]
    members: tuple[dict[str, Any], ...]
    modules: dict[str, tuple[Stage, tuple[str, ...]]]


async def taken_over(connection: AsyncConnection, asked: Asked, numbers: list[int]) -> Taken:
    """Read it while the former communes are still open."""
    communes = (await connection.execute(select(CommuneRow).where(CommuneRow.tenant_id.in_(numbers)))).mappings()
    rows = {row["tenant_id"]: dict(row) for row in communes}
    first = rows[numbers[0]]
    contact = (
        (await connection.execute(select(ContactRow).where(ContactRow.tenant_id == numbers[0]))).mappings().first()
    )
    members = select(MemberRow).where(MemberRow.tenant_id.in_(numbers), *in_force()).order_by(MemberRow.since)
    held = {(row["person_id"], row["role"]): dict(row) for row in (await connection.execute(members)).mappings()}
    return Taken(
        commune={
            "insee": asked.insee,
            "department": first["department"],
            "epci_siren": first["epci_siren"],
            "spelled": spelled(asked.name),
            "municipal_population": sum(row["municipal_population"] or 0 for row in rows.values()),
            "wave": first["wave"],
        },
        contact={name: value for name, value in dict(contact or {}).items() if name != "tenant_id"},
        members=tuple(held.values()),
        modules=await modules_of(connection, asked, numbers),
    )


async def modules_of(
    connection: AsyncConnection, asked: Asked, numbers: list[int]
) -> dict[str, tuple[Stage, tuple[str, ...]]]:
    """Each module that one of them has: in production as soon as one is, and where it comes from."""
    periods = await periods_by(connection, numbers)
    found: dict[str, tuple[Stage, tuple[str, ...]]] = {}
    for one in asked.communes:
        there = periods.get(one.tenant_id, ())
        for module in running(there, asked.on):
            before = {found[module][0]} if module in found else set()
            stages = before | {each.stage for each in there if each.module == module}
            stage = Stage.PRODUCTION if Stage.PRODUCTION in stages else Stage.DEMONSTRATEUR
            found[module] = (stage, (*found.get(module, (stage, ()))[1], one.name))
    return found


async def closed(work: Work, desk: Desk, asked: Asked, tenant: TenantId) -> None:
    """Close a former commune to writing: its people's rights and its link end, its rows stay where they are."""
    last, connection = asked.on - ONE_DAY, work.connection
    await scoped(connection, [desk.syndicate, tenant], desk.syndicate)
    link = (TenantLinkRow.tenant_id == desk.syndicate, TenantLinkRow.child_id == tenant, TenantLinkRow.until.is_(None))
    until = func.greatest(TenantLinkRow.since, last)
    await connection.execute(update(TenantLinkRow).where(*link).values(until=until))
    await scoped(connection, [desk.syndicate, tenant], tenant)
    midnight = datetime.combine(asked.on, time(), PARIS)
    await connection.execute(update(TenantRow).where(TenantRow.tenant_id == tenant).values(closed_at=midnight))
    ended = update(MemberRow).where(MemberRow.tenant_id == tenant, *in_force())
    await connection.execute(ended.values(until=func.greatest(MemberRow.since, last)))
    await Work(connection, desk.actor, tenant).record(deed_of("merger.closed", asked))


async def subscribed(work: Work, desk: Desk, asked: Asked, taken: Taken) -> None:
    """Open what the former communes had, each limited to its former territory; their own periods stay readable there."""
    for module, (stage, territories) in sorted(taken.modules.items()):
        (title,) = module_titles([module])
        everywhere = len(territories) == len(asked.communes)
        perimeter = "" if everywhere else f"Anciennes communes\u00a0: {', '.join(territories)}"
        opening = Opening(module=module, title=title, stage=stage, since=asked.on, perimeter=perimeter)
        await subscribe(work, opening, civil_day(desk.now))


def own_row(desk: Desk, asked: Asked, number: TenantId) -> dict[str, Any]:
    """The new tenant's row."""
    return {"tenant_id": number, "kind": Kind.COMMUNE, "name": asked.name, "host_id": desk.syndicate}


def predecessor_row(number: TenantId, asked: Asked, former: int) -> dict[str, Any]:
    """The link by which the new commune reads a former one."""
    code = next(one.insee for one in asked.communes if one.tenant_id == former)
    return {"tenant_id": number, "child_id": former, "since": asked.on, "kind": "predecessor", "code": code}


def member_row(number: TenantId, asked: Asked, held: dict[str, Any]) -> dict[str, Any]:
    """A role carried over."""
    told = {name: held[name] for name in ("person_id", "name", "email", "role", "lot", "until")}
    origin = f"Commune nouvelle, depuis {asked.names}"
    return {**told, "tenant_id": number, "member_id": uuid7(), "given_by": origin, "since": asked.on}


def deed_of(verb: str, asked: Asked) -> Deed:
    """A line of journal, the same in each place."""
    after = {"communes": asked.names, "le": asked.on.isoformat()}
    return Deed(verb=verb, object_kind="commune", object_id=asked.insee, object_label=asked.name, after=after)


async def scoped(connection: AsyncConnection, readable: Iterable[int], writable: int) -> None:
    """Name the tenant that the next statements write."""
    await connection.exec_driver_sql(scope_statement(Role.CONSOLE, readable, writable))
