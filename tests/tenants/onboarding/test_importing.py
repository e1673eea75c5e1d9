"""A file on its way in, on a real database."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text

from bocage.database.roles import Role
from bocage.imports import kept
from bocage.imports.choosing import leave_aside, repair, repair_alike, take_back
from bocage.imports.importing import PlanChangedRefusal, abandon, bring_in, confirm, look, preview, tried
from bocage.imports.kept import Status
from bocage.imports.refusals import FileRefusal, ImportRefusal, StaleRefusal
from bocage.imports.rejects import exported
from bocage.imports.undoing import undo
from bocage.imports.verdict import Action, Verdict
from bocage.onboarding.attachments import attach_one
from bocage.onboarding.communes_file import COMMUNES, docked
from bocage.onboarding.desk import Desk, reading_desk, writing_desk
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.tenancy import NotFoundRefusal, TenantId

from .conftest import founded, rows

FILE = b"insee;nom;vague;contact_email\n42012;Bard;1;mairie@bard.fr\n42298;Sauvain;2;\n1004;;;\n42999;;;\n"


async def confirmed(desk: Desk, content: bytes) -> Verdict:
    """Send a file and confirm what is shown."""
    import_id = await preview(docked(desk), "communes.csv", content)
    done = await confirm(docked(desk), import_id, (await look(docked(desk), import_id)).verdict.fingerprint)
    assert done is not None
    return done


def counts(verdict: Verdict) -> dict[str, int]:
    """The counts that are not zero."""
    return {name: count for name, count in verdict.counts().items() if count}


async def test_nothing_is_written_before_it_is_confirmed(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    assert counts((await look(docked(desk), import_id)).verdict) == {"lines": 4, "create": 2, "refused": 2}
    assert await rows(desk, "select 1 from commune union all select 1 from tenant_link") == []


async def test_a_file_that_cannot_be_read_is_not_kept(desk: Desk) -> None:
    with pytest.raises(FileRefusal):
        await preview(docked(desk), "communes.csv", b"%PDF-1.7")
    assert await rows(desk, "select 1 from file_import") == []


async def test_a_confirmed_file_writes_each_commune_in_its_own_tenant(desk: Desk) -> None:
    await confirmed(desk, FILE)
    told = await rows(
        desk,
        "select t.name, t.kind, t.host_id, c.insee, c.siren, c.municipal_population, c.wave, k.email, l.code, l.until"
        " from tenant t join commune c using (tenant_id) join contact k using (tenant_id)"
        " join tenant_link l on l.child_id = t.tenant_id order by c.insee",
    )
    assert [tuple(row) for row in told] == [
        ("Bard", "commune", desk.syndicate, "42012", "214200123", 700, "1", "mairie@bard.fr", "42012", None),
        ("Sauvain", "commune", desk.syndicate, "42298", "214202988", 371, "2", None, "42298", None),
    ]


async def test_every_commune_has_its_line_of_journal_and_the_syndicate_has_one_for_the_whole(desk: Desk) -> None:
    await confirmed(desk, FILE)
    told = await rows(desk, "select tenant_id, verb, object_label, actor_name from journal_entry order by entry_id")
    ours = [row.verb for row in told if row.tenant_id == desk.syndicate]
    theirs = [(row.verb, row.object_label, row.actor_name) for row in told if row.tenant_id != desk.syndicate]
    assert ours == ["import.previewed", "import.confirmed"]
    assert theirs == [("commune.attached", "Bard", "Karim Bessonat"), ("commune.attached", "Sauvain", "Karim Bessonat")]


async def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    await confirmed(desk, FILE)
    before = await rows(desk, "select xmin::text, * from commune order by tenant_id")
    again = await confirmed(desk, FILE)
    assert counts(again) == {"lines": 4, "identical": 2, "refused": 2}
    assert await rows(desk, "select xmin::text, * from commune order by tenant_id") == before


async def test_an_export_sent_back_changes_nothing(desk: Desk) -> None:
    await confirmed(desk, FILE)
    known = (await look(docked(desk), await preview(docked(desk), "x.csv", FILE))).known
    content = exported(COMMUNES.columns, ({**one.values, "insee": one.insee} for one in known.attached.values()))
    assert counts(await tried(docked(desk), content)) == {"lines": 2, "identical": 2}


async def test_another_value_updates_and_leaves_both_in_the_journal_of_the_commune(desk: Desk) -> None:
    await confirmed(desk, FILE)
    await confirmed(desk, b"insee;vague;telephone\n42012;3;0477000000\n")
    (row,) = await rows(desk, "select version, wave from commune where insee = '42012'")
    (line,) = await rows(desk, "select before, after from journal_entry where verb = 'commune.corrected'")
    assert tuple(row) == (2, "3")
    assert tuple(line) == (
        {"vague": "1", "contact_telephone": None},
        {"vague": "3", "contact_telephone": "04 77 00 00 00"},
    )


async def test_a_double_click_writes_once(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    plan = (await look(docked(desk), import_id)).verdict.fingerprint
    first, second = await asyncio.gather(confirm(docked(desk), import_id, plan), confirm(docked(desk), import_id, plan))
    assert sorted([first is None, second is None]) == [False, True]
    assert len(await rows(desk, "select 1 from commune")) == 2


async def test_two_administrators_who_confirm_at_once_do_not_write_a_commune_twice(desk: Desk) -> None:
    files = [await preview(docked(desk), f"{name}.csv", FILE) for name in ("a", "b")]
    plans = [(await look(docked(desk), one)).verdict.fingerprint for one in files]
    done = await asyncio.gather(
        *(confirm(docked(desk), one, plan) for one, plan in zip(files, plans, strict=True)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["PlanChangedRefusal", "Verdict"]
    assert len(await rows(desk, "select 1 from commune")) == 2


async def test_a_plan_that_moved_since_it_was_shown_is_not_written(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    plan = (await look(docked(desk), import_id)).verdict.fingerprint
    await attach_one(desk, {"insee": "42012"})
    with pytest.raises(PlanChangedRefusal):
        await confirm(docked(desk), import_id, plan)
    verdict = (await look(docked(desk), import_id)).verdict
    assert counts(verdict) == {"lines": 4, "create": 1, "update": 1, "refused": 2}
    assert await confirm(docked(desk), import_id, verdict.fingerprint) is not None


async def test_a_repair_is_accepted_by_its_name_and_taken_back(desk: Desk) -> None:
    await confirmed(desk, FILE)
    import_id = await preview(docked(desk), "communes.csv", FILE)
    line = (await look(docked(desk), import_id)).verdict.refused[0]
    await repair(docked(desk), import_id, line.number, line.refusals[0].repairs[0].key)
    repaired = next(one for one in (await look(docked(desk), import_id)).verdict.lines if one.number == line.number)
    assert (repaired.action, repaired.key) == (Action.CREATE, "01004")
    await take_back(docked(desk), import_id, line.number)
    assert [one.number for one in (await look(docked(desk), import_id)).verdict.refused] == [4, 5]


async def test_a_repair_that_is_not_proposed_is_refused(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    with pytest.raises(StaleRefusal):
        await repair(docked(desk), import_id, 4, "0" * 12)
    with pytest.raises(NotFoundRefusal):
        await leave_aside(docked(desk), import_id, 99)


async def test_many_lines_are_repaired_at_once(desk: Desk) -> None:
    content = b"insee;population\n42012;1\n42298;2\n42227;3\n42023;4;x\n"
    import_id = await preview(docked(desk), "communes.csv", content)
    assert await repair_alike(docked(desk), import_id, "population.register") == 4
    assert counts((await look(docked(desk), import_id)).verdict) == {"lines": 4, "create": 3, "refused": 1}


async def test_a_line_left_aside_is_not_written(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    await leave_aside(docked(desk), import_id, 2)
    await confirm(docked(desk), import_id, (await look(docked(desk), import_id)).verdict.fingerprint)
    assert [row.insee for row in await rows(desk, "select insee from commune")] == ["42298"]


async def test_an_abandoned_import_is_over(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    await abandon(docked(desk), import_id)
    found = await look(docked(desk), import_id)
    assert found.batch.status is Status.ABANDONED
    for deed in (confirm(docked(desk), import_id, found.verdict.fingerprint), leave_aside(docked(desk), import_id, 2)):
        with pytest.raises(ImportRefusal, match="terminé"):
            await deed


async def test_an_import_of_another_syndicate_is_not_there(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    other = await founded(desk.database, "Un autre syndicat")
    for deed in (look(docked(other), import_id), confirm(docked(other), import_id, ""), undo(docked(other), import_id)):
        with pytest.raises(NotFoundRefusal):
            await deed


async def test_two_syndicates_bring_the_same_commune_in_without_seeing_each_other(desk: Desk) -> None:
    other = await founded(desk.database, "Un autre syndicat")
    await confirmed(desk, FILE)
    assert counts(await confirmed(other, FILE)) == {"lines": 4, "create": 2, "refused": 2}
    assert len(await rows(other, "select 1 from commune")) == 2


async def test_an_import_is_undone_and_the_same_file_brings_back_the_same_tenants(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    await confirm(docked(desk), import_id, (await look(docked(desk), import_id)).verdict.fingerprint)
    before = await rows(desk, "select tenant_id, insee from commune order by insee")
    await undo(docked(desk), import_id)
    assert await rows(desk, "select 1 from tenant_link where until is null") == []
    assert counts(await confirmed(desk, FILE)) == {"lines": 4, "reattach": 2, "refused": 2}
    assert await rows(desk, "select tenant_id, insee from commune order by insee") == before
    assert len(await rows(desk, "select 1 from tenant_link where until is null")) == 2


async def test_an_import_that_something_was_built_on_is_not_undone(desk: Desk) -> None:
    import_id = await preview(docked(desk), "communes.csv", FILE)
    await confirm(docked(desk), import_id, (await look(docked(desk), import_id)).verdict.fingerprint)
    await confirmed(desk, b"insee;vague\n42012;9\n")
    with pytest.raises(OnboardingRefusal, match="Bard a été corrigée depuis"):
        await undo(docked(desk), import_id)
    assert len(await rows(desk, "select 1 from tenant_link where until is null")) == 2


async def test_what_leaves_no_line_in_the_journal_leaves_nothing(desk: Desk) -> None:
    async with writing_desk(desk) as work:
        await work.connection.execute(text("update tenant set name = 'x' where tenant_id = :n"), {"n": desk.syndicate})
    assert [row.name for row in await rows(desk, "select name from tenant")] == ["Syndicat des territoires de la Loire"]


async def test_an_import_that_breaks_half_way_leaves_nothing(desk: Desk) -> None:
    async with desk.database.transaction(Role.CONSOLE, readable=[desk.syndicate]) as connection:
        last = await connection.scalar(text("select last_value from pg_sequences where sequencename = 'tenant_number'"))
    taken = TenantId(int(last or 0) + 2)
    async with desk.database.transaction(Role.CONSOLE, writable=taken) as connection:
        await connection.execute(
            text("insert into tenant (tenant_id, uid, kind, name) values (:n, gen_random_uuid(), 'commune', 'x')"),
            {"n": taken},
        )
    with pytest.raises(Exception, match="duplicate key"):
        await bring_in(docked(desk), "communes.csv", FILE)
    assert await rows(desk, "select 1 from commune union all select 1 from file_import") == []


async def test_imports_are_listed_the_newest_first(desk: Desk) -> None:
    names = ["a.csv", "b.csv"]
    for minute, name in enumerate(names):
        await preview(docked(replace(desk, now=desk.now.replace(minute=minute))), name, FILE)
    async with reading_desk(desk) as connection:
        assert [one.file_name for one in await kept.listed(connection, docked(desk))] == ["b.csv", "a.csv"]


async def test_an_unknown_import_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFoundRefusal):
        await look(docked(desk), UUID(int=1))
