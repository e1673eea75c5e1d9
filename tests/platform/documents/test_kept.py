"""Documents in the database: every version kept, none changed, nobody else's read."""

import hashlib
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.documents.depositing import deposit, replace
from bocage.documents.document import About, Deposit, Told, deposit_of
from bocage.documents.kept import content_of, documents_about, versions_of
from bocage.documents.refusals import ReplacedRefusal
from bocage.governance.journal import Work
from bocage.tenancy import NotFoundRefusal, Place

from .conftest import NADEGE
from .some_files import PDF

DOSSIER = About(kind="dossier", id="d-1")
OTHER = About(kind="dossier", id="d-2")


def act(label: str = "Délibération", content: bytes = PDF) -> Deposit:
    """An act ready to be kept."""
    told = Told(label=label, signature="manuscrite", held_by="la mairie de Bard")
    return deposit_of("acte.pdf", content, told)


async def test_a_document_is_kept_with_who_what_and_its_digest(work: Work) -> None:
    kept = await deposit(work, DOSSIER, act())
    assert (kept.version, kept.size, kept.sha256) == (1, len(PDF), hashlib.sha256(PDF).hexdigest())
    assert (kept.deposited_by_name, kept.held_by, kept.kept_until) == ("Nadège Coursac", "la mairie de Bard", None)
    lines = await work.connection.execute(text("select verb, after from journal_entry"))
    after = {"fichier": "acte.pdf", "empreinte": kept.sha256, "version": 1}
    assert lines.one() == ("document.deposited", after)


async def test_a_new_version_replaces_without_losing_the_former(work: Work) -> None:
    first = await deposit(work, DOSSIER, act())
    await deposit(work, DOSSIER, act("Plan"))
    second = await replace(work, DOSSIER, first.document_id, 1, act("Délibération signée", PDF + b"2"))
    shown = await documents_about(work.connection, work.tenant, DOSSIER)
    assert [(each.label, each.version) for each in shown] == [("Délibération signée", 2), ("Plan", 1)]
    assert await versions_of(work.connection, work.tenant, first.document_id) == (second, first)
    for version, content in ((1, PDF), (2, PDF + b"2")):
        found = await content_of(work.connection, work.tenant, DOSSIER, first.document_id, version)
        assert found[1] == content


async def test_a_version_written_over_another_is_refused(work: Work) -> None:
    first = await deposit(work, DOSSIER, act())
    await replace(work, DOSSIER, first.document_id, 1, act())
    with pytest.raises(ReplacedRefusal, match="remplacé depuis"):
        await replace(work, DOSSIER, first.document_id, 1, act())


async def test_what_speaks_of_another_thing_is_not_there(work: Work) -> None:
    first = await deposit(work, DOSSIER, act())
    with pytest.raises(NotFoundRefusal):
        await content_of(work.connection, work.tenant, OTHER, first.document_id, 1)
    with pytest.raises(NotFoundRefusal):
        await replace(work, OTHER, first.document_id, 1, act())
    with pytest.raises(NotFoundRefusal):
        await replace(work, DOSSIER, uuid4(), 1, act())


async def test_a_neighbour_reads_and_writes_nothing(database: Database, commune: Place, neighbour: Place) -> None:
    async with database.transaction(Role.APP, writable=commune.tenant_id) as connection:
        work = Work(connection, NADEGE, commune.tenant_id)
        kept = await deposit(work, DOSSIER, act())
    async with database.transaction(Role.APP, writable=neighbour.tenant_id) as connection:
        assert await documents_about(connection, commune.tenant_id, DOSSIER) == ()
        with pytest.raises(NotFoundRefusal):
            await content_of(connection, commune.tenant_id, DOSSIER, kept.document_id, 1)
    with pytest.raises(ProgrammingError, match="row-level security"):
        async with database.transaction(Role.APP, writable=neighbour.tenant_id) as connection:
            await deposit(Work(connection, NADEGE, commune.tenant_id), DOSSIER, act())


@pytest.mark.parametrize("statement", ["update document set label = 'x'", "delete from document"])
@pytest.mark.parametrize("role", [Role.APP, Role.CONSOLE])
async def test_a_version_is_never_changed_nor_removed(
    database: Database, commune: Place, role: Role, statement: str
) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with database.transaction(role, writable=commune.tenant_id) as connection:
            await connection.execute(text(statement))
