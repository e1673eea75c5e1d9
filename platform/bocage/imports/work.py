"""The process of a long file: what it is told, and its beginning."""

import asyncio
import multiprocessing
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.imports.apart import READ, read_apart, write_apart
from bocage.imports.found import importer
from bocage.imports.importer import Dock
from bocage.tenancy import TenantId

LOG: Final = structlog.get_logger("bocage.imports")
NAME: Final = "bocage-import"
MOST_AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a process is told: plain values, sent by a pipe and never by a command line."""

    url: str
    importer: str
    tenant: TenantId
    role: Role
    actor: Actor
    now: datetime
    import_id: UUID
    stage: str
    plan: str


def is_full() -> bool:
    """Tell whether as many processes work as may; those that ended are reaped."""
    return sum(child.name == NAME for child in multiprocessing.active_children()) >= MOST_AT_ONCE


def begin(dock: Dock, import_id: UUID, stage: str, plan: str = "") -> None:
    """Start a process on an import whose state is committed."""
    order = Order(
        url=dock.database.engine.url.render_as_string(hide_password=False),
        importer=dock.importer.key,
        tenant=dock.tenant,
        role=dock.role,
        actor=dock.actor,
        now=dock.now,
        import_id=import_id,
        stage=stage,
        plan=plan,
    )
    # A fork would share the connections of the pool; a daemon ends with us.
    multiprocessing.get_context("spawn").Process(target=work, args=(order,), name=NAME, daemon=True).start()


def work(order: Order) -> None:
    """Do what was ordered, in this process."""
    asyncio.run(done(order))


async def done(order: Order) -> None:
    """Read or write; whatever breaks is logged, and leaves an import to take up again."""
    database = Database(order.url, pool_size=3)
    dock = Dock(
        importer=importer(order.importer),
        database=database,
        tenant=order.tenant,
        role=order.role,
        actor=order.actor,
        now=order.now,
    )
    try:
        await (
            read_apart(dock, order.import_id) if order.stage == READ else write_apart(dock, order.import_id, order.plan)
        )
    except Exception:
        LOG.exception("import", import_id=str(order.import_id), stage=order.stage)
    finally:
        await database.close()
