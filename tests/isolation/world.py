"""Two syndicates, their communes and people; every tenant bears a word that no other page may show."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import column as named
from sqlalchemy import insert, select, update
from sqlalchemy import table as of
from uuid_utils.compat import uuid7

from bocage.access.granting import Grant, grant
from bocage.access.roles import ROLES
from bocage.access.rows import MemberRow
from bocage.communes.load import load_edition
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Deed, Work
from bocage.identity.cookies import CookieNames
from bocage.identity.people import KnownPerson, announce
from bocage.identity.sessions import NewSession, live_session, open_session
from bocage.imports.rows import PageRow
from bocage.onboarding.desk import Desk
from bocage.onboarding.importing import confirm, look, preview
from bocage.settings import WebSettings
from bocage.tenancy import Kind, Person, Place, TenantId
from bocage.tenancy.numbers import next_number
from bocage.tenancy.rows import TenantLinkRow, TenantRow
from bocage.testing.isolation.routes import Identifier, Inhabitant, World
from bocage.web.app import Surroundings
from bocage.web.assets import npm_folder

from .an_inventory import inventoried

ADDRESS = "https://bocage.test"
SETTINGS = WebSettings.read(
    {"BOCAGE_URL": ADDRESS, "OIDC_ISSUER": "http://127.0.0.1:9/nobody", "OIDC_CLIENT_SECRET": "x"}
)
ACTOR = Actor(actor_id=None, name="Planteur", request_id="world")
SINCE = date(2026, 1, 5)
SYNDICATE_ROLES = ("administrateur", "charge_affaires", "dsi", "dpo", "prestataire", "agent_epci")
COMMUNE_ROLES = ("secretaire", "elu", "agent_technique", "dsi")
DEPARTMENTS = {"42": ("42012", "42290", "42089"), "01": ("01001", "01002", "01004")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A tenant of the world, its own word, and the communes attached to it."""

    place: Place
    word: str
    children: tuple["Planted", ...] = ()


def surroundings(database_url: str) -> Surroundings:
    """The application as it runs behind https, with a provider that never answers."""
    return Surroundings(settings=SETTINGS, database_url=database_url, npm_folder=npm(), pool_size=4)


def npm() -> Path:
    """Folder of the npm packages."""
    return npm_folder(os.environ)


async def planted(database: Database, superuser_url: str) -> tuple[Planted, ...]:
    """Plant both syndicates."""
    load_edition(superuser_url, npm())
    return tuple([await planted_syndicate(database, code, inseas) for code, inseas in DEPARTMENTS.items()])


async def planted_syndicate(database: Database, department: str, codes: tuple[str, ...]) -> Planted:
    """Plant a syndicate, then its communes by a file, one more file left waiting."""
    syndicate = await founded(database, f"canari-s{department}")
    desk = Desk(database=database, syndicate=syndicate.place.tenant_id, actor=ACTOR, now=datetime.now(UTC))
    rows = "\n".join(f"{code};canari-c{code};canari-c{code}@exemple.fr;canari-c{code}" for code in codes)
    file = f"insee;contact_nom;contact_email;remarques\n{rows}\n".encode()
    import_id = await preview(desk, f"canari-s{department}.csv", file)
    await confirm(desk, import_id, (await look(desk, import_id)).verdict.fingerprint)
    await preview(desk, f"canari-s{department}-attente.csv", file)
    await turned(database, syndicate.place.tenant_id, import_id, syndicate.word)
    children = tuple([await child(database, syndicate.place.tenant_id, code) for code in codes])
    for role in SYNDICATE_ROLES:
        await someone(database, syndicate, role)
    for each in children:
        await inventoried(database, each.place.tenant_id, each.word, ACTOR)
        for role in COMMUNE_ROLES:
            await someone(database, each, role)
    return Planted(place=syndicate.place, word=syndicate.word, children=children)


async def turned(database: Database, tenant: TenantId, import_id: UUID, word: str) -> None:
    """Leave a page of a verdict, as a long file does."""
    row = {"tenant_id": tenant, "import_id": import_id, "listing": "refusees", "page": 1, "lines": [{"name": word}]}
    async with database.transaction(Role.CONSOLE, writable=tenant) as connection:
        await connection.execute(insert(PageRow).values(row))


async def founded(database: Database, word: str) -> Planted:
    """Create a syndicate."""
    async with database.transaction(Role.CONSOLE) as connection:
        number = await next_number(connection)
    place = Place(tenant_id=number, uid=uuid7(), kind=Kind.SYNDICATE, name=f"Syndicat {word}")
    row = {"tenant_id": number, "uid": place.uid, "kind": place.kind, "name": place.name}
    async with database.transaction(Role.CONSOLE, writable=number) as connection:
        await connection.execute(insert(TenantRow).values(row))
        deed = Deed(verb="tenant.founded", object_kind="tenant", object_id="x", object_label=word)
        await Work(connection, ACTOR, number).record(deed)
    return Planted(place=place, word=word)


async def child(database: Database, syndicate: TenantId, code: str) -> Planted:
    """Find a commune just attached."""
    async with database.transaction(Role.CONSOLE, readable=[syndicate]) as connection:
        links = select(TenantLinkRow.child_id).where(TenantLinkRow.code == code)
        tenant = TenantId((await connection.execute(links)).scalar_one())
    async with database.transaction(Role.CONSOLE, readable=[tenant]) as connection:
        row = (await connection.execute(select(TenantRow.uid, TenantRow.name))).one()
    place = Place(tenant_id=tenant, uid=row.uid, kind=Kind.COMMUNE, name=row.name)
    return Planted(place=place, word=f"canari-c{code}")


async def someone(database: Database, at: Planted, role: str) -> None:
    """Give a role to somebody whose name bears the tenant's word; the technical agent's access is cut."""
    name = f"{at.word} {role}"
    known = KnownPerson(issuer="https://idp.test", subject=name, name=name, email=f"{role}@{at.word}.fr")
    person = Person(person_id=await announce(database, known), name=name, email=known.email)
    given = Grant(person=person, place=at.place, role=role, given_by=at.word, since=SINCE)
    member_id = await grant(database, ACTOR, given)
    if role == "agent_technique":
        async with database.transaction(
            at.place.database_role, readable=[at.place.tenant_id], writable=at.place.tenant_id
        ) as c:
            await c.execute(update(MemberRow).where(MemberRow.member_id == member_id).values(cut_at=datetime.now(UTC)))


async def world_of(database: Database, syndicates: tuple[Planted, ...]) -> World:
    """Everybody signed in, a stranger, and every identifier that an address may hold."""
    tenants = [tenant for syndicate in syndicates for tenant in (syndicate, *syndicate.children)]
    return World(
        inhabitants=(
            Inhabitant(name="stranger", headers={"Origin": ADDRESS}, form={}, sees=frozenset()),
            *[one for syndicate in syndicates for one in await inhabitants(database, syndicate)],
        ),
        identifiers={
            "place": tuple(Identifier(value=str(each.place.uid), tenant=each.place.tenant_id) for each in tenants),
            "commune": tuple(
                Identifier(value=str(each.place.uid), tenant=each.place.tenant_id)
                for syndicate in syndicates
                for each in syndicate.children[:2]
            ),
            "member_id": await identifiers(database, tenants, "member", "member_id"),
            "import_id": await identifiers(database, tenants, "file_import", "import_id"),
            "point_id": await identifiers(database, tenants, "lighting_point", "point_id", Role.APP),
            "number": (Identifier(value="2", tenant=None),),
            "digest": (Identifier(value="0", tenant=None),),
            "name": (Identifier(value="bocage.css", tenant=None),),
        },
        words={tenant.place.tenant_id: tenant.word for tenant in tenants},
    )


async def identifiers(
    database: Database,
    tenants: list[Planted],
    table: str,
    column: str,
    role: Role = Role.CONSOLE,
) -> tuple[Identifier, ...]:
    """One identifier of each tenant from a table."""
    found = []
    for tenant in tenants:
        async with database.transaction(role, readable=[tenant.place.tenant_id]) as connection:
            value: UUID | None = await connection.scalar(select(named(column)).select_from(of(table)).limit(1))
        if value is not None:
            found.append(Identifier(value=str(value), tenant=tenant.place.tenant_id))
    return tuple(found)


async def inhabitants(database: Database, syndicate: Planted) -> list[Inhabitant]:
    """Sign in everybody of a syndicate and of its first commune."""
    children = frozenset(int(each.place.tenant_id) for each in syndicate.children)
    signed = []
    for at, roles in ((syndicate, SYNDICATE_ROLES), (syndicate.children[0], COMMUNE_ROLES)):
        for role in roles:
            wide = at is syndicate and ROLES[role].sees_communes
            cut = role == "agent_technique"
            own = frozenset({int(at.place.tenant_id)}) | (children if wide else frozenset())
            # A commune sees who of its syndicate sees it.
            seen = own | ({int(syndicate.place.tenant_id)} if at is not syndicate else frozenset())
            signed.append(await signed_in(database, at, role, frozenset() if cut else seen))
    return signed


async def signed_in(database: Database, at: Planted, role: str, sees: frozenset[int]) -> Inhabitant:
    """Open a session as the sign-in does."""
    name = f"{at.word} {role}"
    known = KnownPerson(issuer="https://idp.test", subject=name, name=name, email=f"{role}@{at.word}.fr")
    person_id = await announce(database, known)
    new = NewSession(
        person_id=person_id, level="1", authenticated_at=datetime.now(UTC) - timedelta(minutes=1), provider_session=None
    )
    async with database.transaction(Role.IDENTITY) as connection:
        cookie = await open_session(connection, new)
    session = await live_session(database, cookie)
    assert session is not None
    names = CookieNames.fit_for(secure=True)
    headers = {"Cookie": f"{names.session}={cookie}", "Origin": ADDRESS}
    return Inhabitant(name=name, headers=headers, form={"csrf_token": session.csrf_token}, sees=sees)
