"""A part that brings columns and checks only: everything else is the platform's."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from bocage.imports.choosing import leave_aside, repair, repair_alike, take_back
from bocage.imports.dock import reading_dock
from bocage.imports.found import importers
from bocage.imports.importer import Dock
from bocage.imports.importing import PlanChangedRefusal, bring_in, confirm, look, preview, tried
from bocage.imports.kept import Status
from bocage.imports.reading import OutOfStepError, judged_lines, read_sheet
from bocage.imports.refusals import FileRefusal, ImportRefusal
from bocage.imports.rejects import exported, template
from bocage.imports.undoing import undo
from bocage.imports.verdict import Verdict
from bocage.tenancy import NotFoundRefusal

FILE = "Numéro du banc;Adresse;Places;Couleur\nB-1;Mairie;3;vert\nB-2;École;trois;\nB-1;Poste;2;\n;Gare;;\n".encode()
RIGHT = b"code;rue;places\nB-1;Mairie;3\nB-2;Gare;\n"


def counts(verdict: Verdict) -> dict[str, int]:
    """The counts that are not zero."""
    return {name: count for name, count in verdict.counts().items() if count}


async def rows(dock: Dock, asked: str) -> Sequence[Any]:
    """Ask as the importer does."""
    async with reading_dock(dock) as connection:
        return (await connection.execute(text(asked))).all()


async def confirmed(dock: Dock, content: bytes) -> Any:
    """Send a file and confirm what is shown."""
    import_id = await preview(dock, "bancs.csv", content)
    await confirm(dock, import_id, (await look(dock, import_id)).verdict.fingerprint)
    return import_id


def test_importers_are_found_by_the_manifests_of_parts(benches: Any) -> None:
    assert {"benches", "communes", "points"} <= {one.key for one in importers()}
    assert benches.IMPORTER in importers()


async def test_headings_are_recognised_by_the_columns_that_the_part_declares(dock: Dock) -> None:
    found = await tried(dock, FILE)
    assert counts(found) == {"lines": 4, "create": 1, "refused": 3}
    assert [line.refusals[0].rule for line in found.refused] == ["seats", "twice", "code.missing"]
    assert found.notices == ("Colonne «\u00a0Couleur\u00a0» inconnue, laissée de côté.",)


async def test_a_file_without_the_column_needed_is_refused_in_words_of_the_part(dock: Dock) -> None:
    with pytest.raises(FileRefusal, match="Il manque une colonne sans laquelle rien ne se lit"):
        await tried(dock, b"rue;places\nMairie;3\n")
    with pytest.raises(FileRefusal, match="ajoutez une ligne par banc"):
        await tried(dock, b"code;rue\n")


async def test_what_is_wrong_with_any_line_is_said_though_the_part_does_not(dock: Dock) -> None:
    found = await tried(dock, b"code;rue\nB-1;#REF!\nB-2;Mairie;trop\n")
    assert [line.refusals[0].rule for line in found.refused] == ["cell.error", "line.long"]


async def test_a_file_is_shown_repaired_and_written_once(dock: Dock) -> None:
    import_id = await preview(dock, "bancs.csv", FILE)
    assert await rows(dock, "select 1 from bench") == []
    (line,) = [one for one in (await look(dock, import_id)).verdict.refused if one.number == 3]
    await repair(dock, import_id, 3, line.refusals[0].repairs[0].key)
    await leave_aside(dock, import_id, 4)
    verdict = (await look(dock, import_id)).verdict
    assert counts(verdict) == {"lines": 4, "create": 2, "refused": 1, "aside": 1}
    assert await confirm(dock, import_id, verdict.fingerprint) is not None
    assert await confirm(dock, import_id, verdict.fingerprint) is None
    told = await rows(dock, "select code, street, seats from bench order by code")
    assert [tuple(row) for row in told] == [("B-1", "Mairie", 3), ("B-2", "École", None)]
    verbs = [row.verb for row in await rows(dock, "select verb from journal_entry order by entry_id")]
    assert verbs[0] == "import.previewed"
    assert verbs[-3:] == ["bench.written", "bench.written", "import.confirmed"]


async def test_a_line_left_aside_and_taken_back_is_judged_again(dock: Dock) -> None:
    import_id = await preview(dock, "bancs.csv", FILE)
    await leave_aside(dock, import_id, 2)
    assert counts((await look(dock, import_id)).verdict) == {"lines": 4, "create": 1, "refused": 2, "aside": 1}
    await take_back(dock, import_id, 2)
    assert counts((await look(dock, import_id)).verdict) == {"lines": 4, "create": 1, "refused": 3}


async def test_many_lines_are_repaired_at_once(dock: Dock) -> None:
    import_id = await preview(dock, "bancs.csv", b"code;rue;places\n1;a;x\n2;b;y\n3;c;z\n")
    assert await repair_alike(dock, import_id, "seats") == 3
    assert counts((await look(dock, import_id)).verdict) == {"lines": 3, "create": 3}


async def test_a_plan_that_moved_since_it_was_shown_is_not_written(dock: Dock) -> None:
    import_id = await preview(dock, "bancs.csv", RIGHT)
    plan = (await look(dock, import_id)).verdict.fingerprint
    await bring_in(dock, "autre.csv", b"code;rue\nB-1;Ailleurs\n")
    with pytest.raises(PlanChangedRefusal, match="Les bancs ont changé"):
        await confirm(dock, import_id, plan)


async def test_an_import_is_undone_unless_something_was_built_on_it(dock: Dock) -> None:
    import_id = await confirmed(dock, RIGHT)
    assert (await undo(dock, import_id)).status is Status.CONFIRMED
    assert await rows(dock, "select 1 from bench") == []
    again = await confirmed(dock, RIGHT)
    await confirmed(dock, b"code;rue\nB-1;Ailleurs\n")
    with pytest.raises(ImportRefusal, match="Un banc a changé"):
        await undo(dock, again)
    assert len(await rows(dock, "select 1 from bench")) == 2


async def test_an_export_sent_back_changes_nothing(dock: Dock) -> None:
    await confirmed(dock, RIGHT)
    async with reading_dock(dock) as connection:
        stored = await dock.importer.known(connection, dock, ())
    content = exported(dock.importer.columns, (one.values for one in stored.values()))
    assert counts(await tried(dock, content)) == {"lines": 2, "identical": 2}


def test_the_template_has_the_columns_of_the_part_and_an_example(benches: Any) -> None:
    lines = template(benches.IMPORTER.columns).decode("utf-8-sig").splitlines()
    assert lines == ["code;rue;places", "# exemple\u00a0: B-12;Rue de la Mairie;3"]


async def test_an_import_is_not_there_for_another_importer(dock: Dock) -> None:
    import_id = await preview(dock, "bancs.csv", RIGHT)
    communes = next(one for one in importers() if one.key == "communes")
    with pytest.raises(NotFoundRefusal):
        await look(replace(dock, importer=replace(communes, opening=dock.importer.opening)), import_id)


def test_a_part_that_forgets_a_line_is_found_out(benches: Any) -> None:
    sheet = read_sheet(RIGHT, benches.IMPORTER.layout, {})

    class Forgetful:
        key, left_aside = "benches", staticmethod(lambda *_: None)

        @staticmethod
        def judge(entries: Any, known: Any) -> Any:
            return list(benches.judge(entries, known))[1:]

    with pytest.raises(OutOfStepError, match="line 2"):
        list(judged_lines(Forgetful(), sheet, {}))  # type: ignore[arg-type]  # half an importer is enough to be found out
