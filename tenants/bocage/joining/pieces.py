"""The files joined to the steps of a path: every version kept, the digest of the last told to the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.documents.depositing import deposit, replace
from bocage.documents.document import About, Deposit, Document
from bocage.documents.kept import versions_about
from bocage.governance.journal import Work
from bocage.joining.changing import Asked, Hand, changed, writing
from bocage.joining.facts import with_document
from bocage.joining.kept import Kept
from bocage.joining.steps import STEPS
from bocage.tenancy import TenantId

KIND: Final = "path_step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document of a step, its versions from the newest to the first."""

    step: str
    versions: tuple[Document, ...]

    @property
    def last(self) -> Document:
        """The version that counts."""
        return self.versions[0]

    @property
    def former(self) -> tuple[Document, ...]:
        """The versions that it replaced."""
        return self.versions[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a file goes: a step of a path, and the document that it replaces, whose version was before the eyes."""

    path_id: UUID
    step: str
    replaces: UUID | None = None
    seen: int = 0


def about(path_id: UUID, step: str) -> About:
    """What a document of a step speaks of."""
    return About(kind=KIND, id=f"{path_id}.{step}")


async def pieces_of(connection: AsyncConnection, kept: Kept) -> tuple[Piece, ...]:
    """Every document of a path, by step in the order of the paper, then in the order they came."""
    return await pieces_at(connection, kept.tenant_id, kept.path_id)


async def pieces_at(connection: AsyncConnection, tenant: TenantId, path_id: UUID) -> tuple[Piece, ...]:
    """Every document of a path that is known by its identifier."""
    steps = {about(path_id, step).id: step for step in STEPS}
    found = await versions_about(connection, tenant, KIND, steps)
    grouped = [tuple(each) for _, each in groupby(found, key=lambda one: one.document_id)]
    pieces = [Piece(step=steps[versions[0].about_id], versions=versions) for versions in grouped]
    return tuple(sorted(pieces, key=lambda one: tuple(STEPS).index(one.step)))


def by_step(pieces: tuple[Piece, ...]) -> Mapping[str, tuple[Piece, ...]]:
    """The documents of each step."""
    return {step: tuple(one for one in pieces if one.step == step) for step in {one.step for one in pieces}}


async def join(hand: Hand, target: Target, given: Deposit) -> Document:
    """Keep a file for a step and tell the rules, or refuse and leave everything as it was."""
    async with writing(hand) as work:
        return await joined(work, hand, target, given)


async def joined(work: Work, hand: Hand, target: Target, given: Deposit) -> Document:
    """Keep a file inside a transaction already open on the tenant."""
    speaks_of = about(target.path_id, target.step)
    kept = (
        await deposit(work, speaks_of, given)
        if target.replaces is None
        else await replace(work, speaks_of, target.replaces, target.seen, given)
    )
    by = str(work.actor.actor_id or work.actor.name)
    asked = Asked(path_id=target.path_id, step=target.step, kind="piece")
    await changed(work, hand, asked, lambda now: with_document(now.kept.facts, target.step, kept.sha256, by))
    return kept
