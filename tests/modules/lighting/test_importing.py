"""A file of light points on its way in, on a real database."""

import re
from typing import Any

import pytest
from pyproj import Transformer

from bocage.database.roles import Role
from bocage.imports.choosing import repair
from bocage.imports.importing import bring_in, confirm, look, preview
from bocage.imports.kept import listed
from bocage.imports.undoing import undo
from bocage.imports.verdict import Action, Finding, LineVerdict, Verdict
from bocage.lighting import export
from bocage.lighting.one_point import one_point
from bocage.tenancy import Refusal
from bocage.web.spreadsheet import csv_text

from .conftest import CENTRE, DRAWN, NOW, TENANT, Inventory

HEAD = "N° PL;X;Y;Armoire;Départ;Id_Supp;Type lampe;Puissance (W);Ballast"
FILE = f"""{HEAD}
12;4,0712;45,5904;A-03;1;M12;SHP;70;13
12bis;4,0712;45,5904;A-03;1;M12;SHP;70;13
13;4,0720;45,5910;A-03;2;M13;SON-T 70W;;
14;4,0730;45,5915;A-04;1;M14;LED 30.5;;
"""


def refusals(verdict: Verdict) -> dict[int, list[str]]:
    return {line.number: [one.rule for one in line.refusals] for line in verdict.refused}


def line(verdict: Verdict, number: int) -> LineVerdict:
    return next(one for one in verdict.lines if one.number == number)


def finding(verdict: Verdict, number: int) -> Finding:
    return line(verdict, number).refusals[0]


async def test_a_file_as_people_write_it_is_read(inventory: Inventory) -> None:
    verdict = await inventory.bring(FILE)
    assert refusals(verdict) == {}
    stored = await inventory.rows(
        f"select p.identifier, c.identifier, circuit, support, lamp, {DRAWN}::text, state, p.read_as"
        " from lighting_point p join lighting_cabinet c using (tenant_id, cabinet_id) order by p.same"
    )
    assert stored == [
        ("12", "A-03", "1", "M12", "SHP", "83", "en service", "WGS84"),
        ("12bis", "A-03", "1", "M12", "SHP", "83", "en service", "WGS84"),
        ("13", "A-03", "2", "M13", "SHP", "70", "en service", "WGS84"),
        ("14", "A-04", "1", "M14", "LED", "30.5", "en service", "WGS84"),
    ]


async def test_nothing_is_written_before_it_is_confirmed(inventory: Inventory) -> None:
    import_id = await preview(inventory.points, "points.csv", FILE.encode())
    assert await inventory.rows("select 1 from lighting_point union all select 1 from lighting_cabinet") == []
    await confirm(inventory.points, import_id, (await look(inventory.points, import_id)).verdict.fingerprint)
    assert len(await inventory.rows("select 1 from lighting_point")) == 4


async def test_swapped_axes_and_lambert_are_repaired_line_by_line(inventory: Inventory) -> None:
    x, y = Transformer.from_crs(4326, 2154, always_xy=True).transform(*CENTRE)
    verdict = await inventory.bring(
        f"id_point;x;y;armoire\n1;{CENTRE[0]};{CENTRE[1]};A\n2;{CENTRE[1]};{CENTRE[0]};A\n3;{x};{y};A\n4;{y};{x};A\n"
    )
    assert [one.values["lu_en"] for one in verdict.lines] == [
        "WGS84",
        "WGS84, axes inversés",
        "Lambert-93",
        "Lambert-93, axes inversés",
    ]
    places = await inventory.rows(
        "select distinct round(longitude::numeric, 5), round(latitude::numeric, 5) from lighting_point"
    )
    assert [tuple(map(float, place)) for place in places] == [CENTRE]  # type: ignore[arg-type]  # a row of any columns


async def test_each_line_that_cannot_be_is_refused_for_its_own_reason(inventory: Inventory) -> None:
    verdict = await inventory.bring(
        "id_point;insee;x;y;armoire;puissance_w\n"
        "1;42290;4,07;45,59;A;70\n"
        "1;;4,07;45,59;A;70\n"
        "2;;2,35;48,85;A;70\n"
        "3;;4,07;45,59;A;-70\n"
        "4;42089;4,07;45,59;A;70\n"
        ";;4,07;45,59;;70\n"
        "5;;4,07;;A;70\n"
    )
    assert refusals(verdict) == {
        3: ["point.twice"],
        4: ["position.outside"],
        5: ["figure.negative"],
        6: ["commune.other"],
        7: ["point.nameless"],
        8: ["position.unread"],
    }
    assert "km du centre de Saint-Thomas-la-Garde" in finding(verdict, 4).title
    assert await inventory.rows("select identifier from lighting_point") == [("1",)]


async def test_several_foyers_on_one_mast_are_normal_and_a_twin_can_take_its_own_number(inventory: Inventory) -> None:
    assert refusals(await inventory.bring("foyer;support;x;y;armoire\n1;M1;4,07;45,59;A\n2;M1;4,07;45,59;A\n")) == {}
    content = b"support;x;y;armoire\nM2;4,07;45,59;A\nM2;4,07;45,59;A\n"
    import_id = await preview(inventory.points, "points.csv", content)
    found = finding((await look(inventory.points, import_id)).verdict, 3)
    assert found.rule == "point.twice"
    await repair(inventory.points, import_id, 3, found.repairs[0].key)
    repaired = line((await look(inventory.points, import_id)).verdict, 3)
    assert (repaired.action, repaired.name, repaired.values["support"]) == (Action.CREATE, "M2/2", "M2")


async def test_a_sum_per_cabinet_is_an_inventory(inventory: Inventory) -> None:
    verdict = await inventory.bring("armoire;lampe;puissance;ballast\nA-03;SHP 70 × 46;;13\nA-07;46 x SHP;70;\n")
    assert refusals(verdict) == {}
    stored = await inventory.rows(f"select identifier, quantity, {DRAWN}::text from lighting_point order by same")
    assert stored == [("A-03, SHP 70", 46, "3818"), ("A-07, SHP 70", 46, "3220")]


async def test_a_point_without_a_cabinet_is_accepted_and_told(inventory: Inventory) -> None:
    verdict = await inventory.bring("id_point;x;y\n1;4,07;45,59\n")
    assert line(verdict, 2).remarks == ("point sans armoire : hors des calculs par armoire",)


async def test_the_file_comes_back_as_it_was_stored(inventory: Inventory) -> None:
    await inventory.bring(FILE)
    await bring_in(
        inventory.cabinets, "armoires.csv", b"armoire;prm;ps;lon;lat\nA-03;12345678901234;6;4,0711;45,5903\n"
    )
    before = await inventory.rows("select to_jsonb(p) from lighting_point p order by same")
    points, cabinets = await exported(inventory)
    again = await inventory.bring(points)
    assert {one.action for one in again.lines} == {Action.IDENTICAL}
    cabinets_again = await bring_in(inventory.cabinets, "armoires.csv", cabinets.encode())
    assert {one.action for one in cabinets_again.lines} == {Action.IDENTICAL}
    assert await inventory.rows("select to_jsonb(p) from lighting_point p order by same") == before
    assert (await exported(inventory)) == (points, cabinets)


async def exported(inventory: Inventory) -> tuple[str, str]:
    """Both files, as they are downloaded."""
    async with inventory.database.transaction(Role.APP, readable=[TENANT]) as connection:
        points = csv_text(export.POINTS, await export.points(connection, TENANT))
        return points, csv_text(export.CABINETS, await export.cabinets(connection, TENANT))


async def test_a_point_that_a_whole_file_no_longer_names_is_doubtful_and_never_erased(inventory: Inventory) -> None:
    await inventory.bring(FILE)
    import_id = await preview(inventory.points, "points.csv", re.sub(r"\n13;.*", "", FILE).encode())
    shown = (await look(inventory.points, import_id)).verdict
    assert any("1 point absent du fichier (13), à confirmer déposé" in one for one in line(shown, 2).remarks)
    await confirm(inventory.points, import_id, shown.fingerprint)
    assert await inventory.rows("select identifier from lighting_point where state <> 'en service'") == [("13",)]
    await inventory.bring(FILE)
    assert await inventory.rows("select identifier from lighting_point where state <> 'en service'") == []


async def test_a_file_of_corrected_lines_says_nothing_of_the_others(inventory: Inventory) -> None:
    await inventory.bring(FILE)
    verdict = await inventory.bring(HEAD + "\n13;4,0720;45,5910;A-03;2;M13;LED;36;\n")
    assert "absent" not in " ".join(line(verdict, 2).remarks)
    assert await inventory.rows("select 1 from lighting_point where state <> 'en service'") == []


async def test_what_changes_is_told_per_cabinet_and_kept_in_the_history(inventory: Inventory) -> None:
    await inventory.bring(FILE)
    verdict = await inventory.bring(
        FILE.replace("14;4,0730;45,5915;A-04;1;M14;LED 30.5", "14;4,0730;45,5915;A-04;1;M14;LED 20")
    )
    assert line(verdict, 5).remarks == ("armoire A-04 : 30,5 W → 20 W, l’habitude de consommation se réapprend",)
    ((point_id,),) = await inventory.rows("select point_id from lighting_point where identifier = '14'")
    async with inventory.database.transaction(Role.APP, readable=[TENANT]) as connection:
        file = await one_point(connection, TENANT, point_id)  # type: ignore[arg-type]  # a row of any columns
    assert [one.deed for one in file.history] == ["changed", "created"]
    assert (file.history[0].before, file.history[0].after) == ({"puissance_w": "30.5"}, {"puissance_w": "20"})
    assert file.history[0].at == NOW


async def undone(inventory: Inventory) -> None:
    """Undo the newest import."""
    async with inventory.database.transaction(Role.APP, readable=[TENANT]) as connection:
        newest = max(await listed(connection, inventory.points), key=lambda one: one.import_id)
    await undo(inventory.points, newest.import_id)


async def test_an_import_is_undone_whole(inventory: Inventory) -> None:
    await inventory.bring(FILE)
    stored: Any = await inventory.rows("select identifier, power_watts, state from lighting_point order by same")
    await inventory.bring(re.sub(r"\n13;.*", "", FILE.replace("LED 30.5", "LED 20")) + "15;4,07;45,59;A-09;;;LED;20;\n")
    await undone(inventory)
    assert await inventory.rows("select identifier, power_watts, state from lighting_point order by same") == stored
    assert await inventory.rows("select identifier from lighting_cabinet order by 1") == [("A-03",), ("A-04",)]


async def test_an_import_on_which_another_was_built_is_not_undone(inventory: Inventory) -> None:
    await inventory.bring(FILE)
    async with inventory.database.transaction(Role.APP, readable=[TENANT]) as connection:
        first = (await listed(connection, inventory.points))[0]
    await inventory.bring(FILE.replace("LED 30.5", "LED 20"))
    with pytest.raises(Refusal, match="ont été modifiés depuis"):
        await undo(inventory.points, first.import_id)
    assert len(await inventory.rows("select 1 from lighting_point")) == 4


async def test_codes_of_a_list_are_not_taken_for_watts(inventory: Inventory) -> None:
    lines = "".join(f"{rank};4,07;45,59;A;SHP;{rank % 6 + 1}\n" for rank in range(1, 9))
    verdict = await inventory.bring("id_foyer;x;y;armoire;ty_lampe;puis_lam\n" + lines)
    assert {rule for rules in refusals(verdict).values() for rule in rules} == {"power.code"}
    assert refusals(await inventory.bring("id_foyer;x;y;armoire;ty_lampe;puissance_w\n" + lines)) == {}


async def test_what_the_file_said_is_kept_where_it_is_not_what_is_stored(inventory: Inventory) -> None:
    await inventory.bring("id_point;x;y;armoire;lampe;puissance_w;RAL\n1;4,07;45,59;A;SON-T;70;7016\n")
    ((said,),) = await inventory.rows("select originals from lighting_point")
    assert said == {"x": "4,07", "y": "45,59", "type_lampe": "SON-T", "RAL": "7016"}
