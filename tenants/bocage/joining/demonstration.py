"""Paths of the demonstration: a few dozen communes at every phase, entered by the very actions of the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from bocage.access.rows import MemberRow
from bocage.communes.rows import CommuneRow
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.documents.document import Deposit, Told, deposit_of
from bocage.governance.journal import Actor, Work
from bocage.joining.changing import Asked, Beginning, Hand, begin, changed, writing
from bocage.joining.markets import Ceiling, Market, Scope
from bocage.joining.members import Answer, Member, Procedure
from bocage.joining.pieces import Target, joined
from bocage.joining.rows import PathRow
from bocage.joining.shared import MARKETS, PROCEDURES, add
from bocage.joining.statutes import keep_statutes
from bocage.joining.steps import STEPS
from bocage.joining.stories import Story, stories
from bocage.joining.surroundings import UNSAID
from bocage.joining.words import WORDS
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow

SYSTEM: Final = Actor(actor_id=None, name="Bocage, mise en place de la démonstration", request_id="demonstration")
SYNDICATE: Final = TenantId(1)
COMMUNES: Final = 32
FIRST: Final = ("42039", "42012", "42290")
"""Chalmazel-Jeansagnière, Bard and Saint-Thomas-la-Garde, as on the drawings, live the first three stories."""
MAYORS: Final = ("Hélène Courbis", "Paul Vernay", "Simone Astier", "Jean Chazelle", "Marie Poncet")
Here = Mapping[str, Any]


async def load(database_url: str, department: str) -> None:  # noqa: ARG001 -- every loader is told the department
    """Enter the statutes, a procedure, a market and the paths, once."""
    database, now = Database(database_url, pool_size=2), datetime.now(UTC)
    try:
        communes = await communes_here(database)
        if communes:
            await enter(database, communes, now)
    finally:
        await database.close()


load.title = "Rattachements en cours"  # type: ignore[attr-defined]  # read by `bocage up`


async def communes_here(database: Database) -> Sequence[Here]:
    """The communes that walk a path, those of the drawings first; none when paths are there already."""
    links = select(TenantLinkRow.child_id).where(TenantLinkRow.tenant_id == SYNDICATE, TenantLinkRow.until.is_(None))
    async with database.transaction(Role.CONSOLE, readable=[SYNDICATE]) as connection:
        children = (await connection.scalars(links)).all()
    asked = (
        select(CommuneRow.tenant_id, CommuneRow.insee, CommuneRow.municipal_population, TenantRow.name)
        .join(TenantRow, TenantRow.tenant_id == CommuneRow.tenant_id)
        .order_by(CommuneRow.insee.not_in(FIRST), CommuneRow.insee)
    )
    async with database.transaction(Role.CONSOLE, readable=children) as connection:
        if await connection.scalar(select(PathRow.path_id).limit(1)) is not None:
            return ()
        found = [dict(row) for row in (await connection.execute(asked)).mappings()]
    ranked = sorted(found, key=lambda one: FIRST.index(one["insee"]) if one["insee"] in FIRST else len(FIRST))
    # One commune in some of those that follow, so that they lie all over the department.
    step = max(1, (len(ranked) - len(FIRST)) // COMMUNES)
    return [*ranked[: len(FIRST)], *islice(ranked[len(FIRST) :: step], COMMUNES)]


async def enter(database: Database, communes: Sequence[Here], now: datetime) -> None:
    """Enter what is shared, then each story."""
    hand = Hand(
        database=database,
        role=Role.CONSOLE,
        actor=SYSTEM,
        tenant=SYNDICATE,
        host=SYNDICATE,
        readable=frozenset({SYNDICATE}),
        now=now,
    )
    async with writing(hand) as work:
        shared = await what_is_shared(work, communes, now.date())
    for rank, commune in enumerate(communes):
        mayor = await mayor_of(database, commune) or MAYORS[rank % len(MAYORS)]
        told = list(stories(f"{mayor}, maire"))
        await live(replace(hand, tenant=TenantId(commune["tenant_id"])), commune, told[rank % len(told)], shared)


def paper_of(commune: str, step: str) -> Deposit:
    """A PDF of one blank page: what a demonstration may hold of a convention."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    body, places = b"%PDF-1.4\n", []
    for rank, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (rank, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    content = body + b"xref\n0 4\n0000000000 65535 f \n" + table + end
    label = WORDS[step].label
    told = Told(label=label, signature="copie", held_by="la mairie")
    return deposit_of(f"{label}, {commune}.pdf", content, told)


async def what_is_shared(work: Work, communes: Sequence[Here], today: date) -> dict[str, UUID]:
    """The statutes; one procedure whose clocks run; one market whose ceiling is near."""
    sessions = tuple(today + timedelta(days=days) for days in (22, 85, 150))
    name = await work.connection.scalar(select(TenantRow.name).where(TenantRow.tenant_id == work.tenant))
    await keep_statutes(work, replace(UNSAID, name=name or "", sessions=sessions))
    notified = today - timedelta(days=52)
    members = tuple(
        Member(
            code=one["insee"],
            name=one["name"],
            population=one["municipal_population"] or 0,
            notified_on=notified + timedelta(days=rank % 3),
            answer=(Answer.YES, None, Answer.YES, Answer.NO)[rank % 4],
            answered_on=None if rank % 4 == 1 else today - timedelta(days=12 + rank),
        )
        for rank, one in enumerate(sorted(communes[6:14], key=lambda one: -(one["municipal_population"] or 0)))
    )
    market = Market(
        number="2026-07",
        launched_on=today - timedelta(days=160),
        notified_on=today - timedelta(days=60),
        ends_on=today + timedelta(days=900),
        ceilings=(
            Ceiling(scope=Scope.GLOBAL, limit=Decimal(20000)),
            *(Ceiling(scope=Scope.MEMBER, of=one["name"], limit=Decimal(8000)) for one in communes[8:9]),
        ),
    )
    procedure = Procedure(subject="Adhésion de nouvelles communes", members=members)
    return {"procedure": await add(work, PROCEDURES, procedure), "market": await add(work, MARKETS, market)}


async def mayor_of(database: Database, commune: Here) -> str | None:
    """The élu who holds an account there."""
    asked = select(MemberRow.name).where(MemberRow.tenant_id == commune["tenant_id"], MemberRow.role == "elu").limit(1)
    async with database.transaction(Role.CONSOLE, readable=[commune["tenant_id"]]) as connection:
        name: str | None = await connection.scalar(asked)
    return name


async def live(hand: Hand, commune: Here, story: Story, shared: Mapping[str, UUID]) -> None:
    """Enter a story in one transaction, each entry on its day."""
    entries = sorted(story.entries, key=lambda one: -one.days)
    first = entries[0].days + 10 if entries else 8
    beginning = Beginning(
        path=replace(story.path, place=commune["name"]),
        procedure_id=shared["procedure"] if story.shares == "procedure" else None,
        market_id=shared["market"] if story.shares == "market" else None,
    )
    async with writing(replace(hand, now=hand.now - timedelta(days=first))) as work:
        path_id = await begin(work, replace(hand, now=hand.now - timedelta(days=first)), beginning)
        for one in entries:
            work.actor = replace(hand.actor, name=one.by)
            if STEPS.get(one.step, STEPS["ouverture"]).document:
                await joined(work, hand, Target(path_id=path_id, step=one.step), paper_of(commune["name"], one.step))
            asked = Asked(path_id=path_id, step=one.step, kind=one.kind)
            await changed(work, replace(hand, now=hand.now - timedelta(days=one.days)), asked, one.edit)
