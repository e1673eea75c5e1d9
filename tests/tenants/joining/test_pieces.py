"""Files joined to a step, over HTTP: refused as what they are, replaced without being lost, asked for where they count."""

import re

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World

from .pages import PDF, at_desk, at_home, said, sent, version

STEP = "/etapes/deliberation_commune"


async def test_a_stranger_a_neighbour_and_who_only_reads_join_nothing(people: Callers, world: World) -> None:
    pieces = at_home(world, "commune") + STEP + "/pieces"
    assert (await sent(people.passer_by(), pieces)).status_code in {303, 401}
    assert (await sent(people.one("neighbour", "secretaire"), pieces)).status_code == 404
    assert (await sent(people.one("commune", "elu"), pieces)).status_code == 403
    refused = await sent(
        people.one("commune", "secretaire"), at_home(world, "commune") + "/etapes/decision_syndicat/pieces"
    )
    assert refused.status_code == 403


async def test_a_file_is_joined_shown_replaced_and_its_first_version_still_given(people: Callers, world: World) -> None:
    secretary, here = people.one("commune", "secretaire"), at_home(world, "commune")
    before = version(await secretary.get(here + STEP))
    assert (await sent(secretary, here + STEP + "/pieces", name="délibération.pdf")).status_code == 303
    shown = await secretary.get(here + STEP)
    assert "Délibération du 12 mai" in said(shown)
    assert "délibération.pdf" in said(shown)
    assert int(version(shown)) == int(before) + 1
    found = re.search(r"/pieces/([0-9a-f-]{36})/1", shown.text)
    assert found is not None
    one = f"{here}{STEP}/pieces/{found[1]}"
    assert (await sent(secretary, one, PDF + b"2", version="1")).status_code == 303
    page = said(await people.one("commune", "elu").get(here))
    assert "version 2" in page
    assert "1 version précédente" in page
    assert (await secretary.get(one + "/1")).content == PDF
    taken = await people.one("commune", "elu").get(one + "/2")
    assert taken.content == PDF + b"2"
    assert taken.headers["Content-Disposition"].startswith("attachment")
    late = await sent(secretary, one, PDF + b"3", version="1")
    assert late.status_code == 422
    assert "a été remplacé depuis que la page s’est affichée" in said(late)
    assert (await people.one("neighbour", "secretaire").get(one + "/1")).status_code == 404
    assert (await secretary.get(one.replace("deliberation_commune", "convention") + "/1")).status_code == 404


async def test_a_file_that_is_not_what_its_name_says_gets_one_sentence_and_leaves_nothing(
    people: Callers, world: World
) -> None:
    secretary, here = people.one("neighbour", "secretaire"), at_home(world, "neighbour")
    before = version(await secretary.get(here + STEP))
    answer = await sent(secretary, here + STEP + "/pieces", b"\x89PNG\r\n\x1a\n....", "acte.pdf")
    assert answer.status_code == 422
    assert "Le nom du fichier finit par « .pdf », mais son contenu est une image PNG" in said(answer)
    assert version(answer) == before
    empty = await sent(secretary, here + STEP + "/pieces", b"", "acte.pdf")
    assert "Le fichier est vide" in said(empty)


async def test_an_annex_is_not_ticked_without_its_file(people: Callers, world: World) -> None:
    officer, step = (
        people.one("syndicate", "charge_affaires"),
        at_desk(world, "syndicate", "commune") + "/etapes/acte_rgpd",
    )
    shown = await officer.get(step)
    refused = await officer.post(step, version=version(shown), done_on="18/11/2026")
    assert refused.status_code == 422
    assert "Joignez le fichier sur cette page, puis enregistrez." in said(refused)
    assert 'value="18/11/2026"' in refused.text
    assert (await sent(officer, step + "/pieces", name="annexe.pdf")).status_code == 303
    again = await officer.post(step, version=version(await officer.get(step)), done_on="18/11/2026")
    assert again.status_code == 303
