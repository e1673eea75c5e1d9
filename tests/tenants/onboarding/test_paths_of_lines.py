"""communes.csv with the columns of the paths: judged first, written as paths, the same again changes nothing."""

from typing import Any

import pytest

from bocage.imports.importing import bring_in, tried
from bocage.imports.undoing import undo
from bocage.imports.verdict import Action, LineVerdict, Verdict
from bocage.joining.file_columns import cells_of
from bocage.joining.kept import Kept, paths_of
from bocage.joining.path import Stage
from bocage.onboarding.communes_file import docked
from bocage.onboarding.desk import Desk, reading_desk
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.tenancy import Refusal
from bocage.web.french import FIXED, NARROW

from .conftest import rows


def plain(text: str) -> str:
    """Every space is a space."""
    return text.replace(FIXED, " ").replace(NARROW, " ")


HEAD = (
    "insee;parcours;variante;etape;stade;modules;date_effet;deliberation;deliberation_date;deliberation_recue_le;"
    "deliberation_publiee_le;decision_syndicat_date;fondement;convention_signee_le;convention_fin;reconduction;"
    "reconductions_max;preavis_mois;competence_detenue_par\n"
)
BARD = (
    "42012;Convention;;;production;éclairage;01/01/2027;2026-31;25/09/2026;29/09/2026;28/09/2026;20/10/2026;L5211-56;"
    "30/10/2026;31/12/2030;tacite;2;6;\n"
)
SAUVAIN = "42298;option;;;;lighting;;2026-12;2026-10-02;;;;;;;;;;commune\n"


async def judged(desk: Desk, text: str) -> LineVerdict:
    """The verdict on a file of one line."""
    (line,) = (await tried(docked(desk), text.encode())).lines
    return line


async def sent(desk: Desk, text: str) -> Verdict:
    """Bring a file in."""
    return await bring_in(docked(desk), "communes.csv", text.encode())


async def kept(desk: Desk) -> tuple[Kept, ...]:
    """Every path of the syndicate."""
    async with reading_desk(desk) as connection:
        tenants = [row[0] for row in await rows(desk, "select tenant_id from commune")]
        return await paths_of(connection, tenants)


async def test_a_line_is_judged_then_written_as_a_path_and_the_approvals_go_on_waiting(desk: Desk) -> None:
    tried_first = await tried(docked(desk), (HEAD + BARD + SAUVAIN).encode())
    assert [line.action for line in tried_first.lines] == [Action.CREATE, Action.CREATE]
    assert await kept(desk) == ()
    await sent(desk, HEAD + BARD + SAUVAIN)
    bard, sauvain = sorted(await kept(desk), key=lambda one: one.path.place)
    assert bard.facts.acts["autorisation_de_signer"].reference == "2026-31"
    assert bard.facts.terms is not None
    assert (bard.facts.terms.duree_months, bard.facts.terms.preavis_months) == (48, 6)
    assert not bard.facts.approvals
    assert not bard.facts.opened
    assert sauvain.path.stage is Stage.PRODUCTION
    assert cells_of(sauvain)["deliberation_date"] == "02/10/2026"


async def test_the_same_file_again_changes_nothing_and_what_goes_out_comes_back_in(desk: Desk) -> None:
    await sent(desk, HEAD + BARD + SAUVAIN)
    again = await sent(desk, HEAD + BARD + SAUVAIN)
    assert [line.action for line in again.lines] == [Action.IDENTICAL, Action.IDENTICAL]
    bard, _ = sorted(await kept(desk), key=lambda one: one.path.place)
    cells = cells_of(bard)
    out = f"insee;{';'.join(cells)}\n42012;{';'.join(cells.values())}\n"
    assert (await judged(desk, out)).action is Action.IDENTICAL
    assert len(await kept(desk)) == 2


async def test_a_commune_comes_twice_with_two_paths_and_not_twice_with_one_module(desk: Desk) -> None:
    twice = await tried(docked(desk), (HEAD + SAUVAIN + BARD.replace("42012", "42298")).encode())
    assert [line.action for line in twice.lines] == [Action.CREATE, Action.REFUSED]
    assert twice.lines[1].refusals[0].title == "Ce module est déjà demandé à la ligne 2"
    same = await tried(docked(desk), (HEAD + SAUVAIN + SAUVAIN).encode())
    assert [line.action for line in same.lines] == [Action.CREATE, Action.IDENTICAL]


async def test_a_path_is_added_to_a_commune_already_there_then_completed_by_another_file(desk: Desk) -> None:
    await sent(desk, "insee\n42298\n")
    assert (await judged(desk, HEAD + SAUVAIN)).action is Action.UPDATE
    await sent(desk, HEAD + SAUVAIN)
    more = "insee;parcours;modules;deliberation_recue_le\n42298;option;lighting;05/10/2026\n"
    (line,) = (await sent(desk, more)).lines
    assert line.action is Action.UPDATE
    (path,) = await kept(desk)
    act = path.facts.acts["deliberation_commune"]
    assert (act.reference, f"{act.received_on}") == ("2026-12", "2026-10-05")
    assert path.version == 2


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ({"modules": "éclairage|piscine"}, "« piscine » n’est pas au catalogue"),
        ({"modules": ""}, "La colonne « modules » est vide"),
        ({"parcours": "troc"}, "« troc » n’est pas dans la liste (parcours)"),
        ({"parcours": "transfert"}, "La variante «  » ne va pas avec transfert"),
        ({"deliberation_date": "29/02/2027"}, "Le 29/02/2027 n’existe pas (deliberation_date)"),
        (
            {"deliberation_date": "", "etape": "Décision du syndicat"},
            "L’étape « Décision du syndicat » vient après un acte",
        ),
        ({"etape": "jardinage"}, "L’étape « jardinage » n’existe pas"),
        ({"competence_detenue_par": "EPCI"}, "La commune n’exerce pas cette compétence"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_its_cell(desk: Desk, change: dict[str, str], title: str) -> None:
    cells: dict[str, Any] = {
        "insee": "42298",
        "parcours": "option",
        "modules": "lighting",
        "etape": "",
        "deliberation_date": "02/10/2026",
        "competence_detenue_par": "",
        **change,
    }
    line = await judged(desk, f"{';'.join(cells)}\n{';'.join(cells.values())}\n")
    assert line.action is Action.REFUSED
    assert any(title in one.title for one in line.refusals)


async def test_a_convention_signed_too_early_in_the_past_is_accepted_and_to_be_verified(desk: Desk) -> None:
    line = await judged(desk, HEAD + BARD.replace("30/10/2026", "28/09/2026"))
    assert line.action is Action.CREATE
    assert any("la convention est datée du" in plain(one) for one in line.remarks)


async def test_an_import_is_undone_with_its_paths_and_no_longer_once_one_was_filled(desk: Desk) -> None:
    await sent(desk, HEAD + SAUVAIN)
    (row,) = await rows(desk, "select import_id from file_import")
    await undo(docked(desk), row[0])
    assert await kept(desk) == ()
    await sent(desk, HEAD + SAUVAIN)
    await sent(desk, "insee;parcours;modules;deliberation_recue_le\n42298;option;lighting;05/10/2026\n")
    last = await rows(desk, "select import_id from file_import order by import_id desc")
    with pytest.raises(Refusal):
        await undo(docked(desk), last[0][0])
    with pytest.raises((OnboardingRefusal, Refusal), match="a été renseigné depuis"):
        await undo(docked(desk), last[1][0])
