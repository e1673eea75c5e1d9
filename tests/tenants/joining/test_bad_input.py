"""What people get wrong on the pages of a path: one sentence each, and nothing half-written."""

import asyncio
import re
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World, plain

from .pages import at_desk, at_home, path_of, said, sent, version

AUTHORISED: dict[str, Any] = {
    "acts": {
        "autorisation_de_signer": {
            "author": "conseil",
            "adopted_on": "2026-09-25",
            "published_on": "2026-09-28",
            "received_on": "2026-09-29",
        }
    }
}
READ: dict[str, Any] = {
    "marks": {step: {"done_on": "2026-10-30", "document_sha256": "0" * 64} for step in ("acte_rgpd", "annexe_securite")}
}
ORDERED: dict[str, Any] = {
    "orders": [{"reference": "BC-1", "member": "Bard", "ordered_on": "2026-10-01", "amount": "12500.00"}]
}
CEILING = {
    "number": "2026-07",
    "launched_on": "2026-01-05",
    "notified_on": "2026-06-01",
    "ceilings": [{"scope": "global", "limit": "20000.00"}],
}


def made(world: World, parcours: str, facts: dict[str, Any], variant: str | None = None) -> str:
    """Make the path of the commune another way, with other facts; return its address at the desk."""
    number, path_id = world.tenants["commune"].number, path_of(world, "commune")
    other = {"parcours": parcours, "variant": variant, "place": "Bard"}
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        superuser.execute(
            "update joining_path set path = path || %s, facts = %s where tenant_id = %s and path_id = %s",
            (Jsonb(other), Jsonb(facts), number, path_id),
        )
    return at_desk(world, "syndicate", "commune")


def on_market(world: World) -> None:
    """Let the path order on the syndicate's market, whose ceiling is known."""
    host, commune = world.tenants["syndicate"].number, world.tenants["commune"].number
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        row = superuser.execute("select market_id from market where tenant_id = %s", (host,)).fetchone()
        assert row is not None
        superuser.execute("update market set market = %s where tenant_id = %s", (Jsonb(CEILING), host))
        superuser.execute("update joining_path set market_id = %s where tenant_id = %s", (row[0], commune))


def kept(world: World) -> tuple[Any, ...]:
    """What is kept of the path, its history and the journal's length."""
    number = world.tenants["commune"].number
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        row = superuser.execute(
            "select (select jsonb_agg(facts order by path_id) from joining_path where tenant_id = %(n)s),"
            " (select count(*) from path_entry where tenant_id = %(n)s),"
            " (select count(*) from journal_entry where tenant_id = %(n)s)",
            {"n": number},
        ).fetchone()
    assert row is not None
    return row


async def test_a_convention_signed_before_its_deliberation_binds(people: Callers, world: World) -> None:
    officer, here = people.one("syndicate", "charge_affaires"), made(world, "convention", AUTHORISED)
    form, before = here + "/etapes/convention", kept(world)
    answer = await officer.post(form, version=version(await officer.get(form)), signed_on="28/09/2026", author="maire")
    assert answer.status_code == 422
    assert "la délibération n’est pas exécutoire : il manque la transmission." in said(answer)
    assert 'value="28/09/2026"' in answer.text
    assert kept(world) == before
    fine = await officer.post(form, version=version(answer), signed_on="29/09/2026", author="maire")
    assert fine.status_code == 303


async def test_a_day_that_does_not_exist_in_the_terms(people: Callers, world: World) -> None:
    officer, here = people.one("syndicate", "charge_affaires"), made(world, "convention", AUTHORISED)
    form, before = here + "/etapes/convention", kept(world)
    asked = {"signed_on": "29/09/2026", "author": "maire", "fondement": "L5211-56", "begins_on": "29/02/2027"}
    answer = await officer.post(form, version=version(await officer.get(form)), duree_months="12", **asked)
    assert answer.status_code == 422
    assert "« 29/02/2027 » n’existe pas : février 2027 compte 28 jours." in said(answer)
    assert kept(world) == before


async def test_an_order_one_cent_above_the_ceiling(people: Callers, world: World) -> None:
    officer, here = people.one("syndicate", "charge_affaires"), made(world, "groupement", ORDERED, "groupement")
    on_market(world)
    form, before = here + "/etapes/bon_de_commande", kept(world)
    asked = {"order_reference": "BC-2", "ordered_on": "20/11/2026", "amount": "7 500,01"}
    answer = await officer.post(form, version=version(await officer.get(form)), **asked)
    assert answer.status_code == 422
    assert "Ce bon dépasse le plafond de 0,01 € HT : il reste 7 500,00 € sur 20 000,00 €." in said(answer)
    assert 'value="7 500,01"' in answer.text
    assert kept(world) == before


async def test_two_people_at_once_on_one_step_and_the_second_gets_both_values(people: Callers, world: World) -> None:
    secretary, form = people.one("commune", "secretaire"), at_home(world, "commune") + "/etapes/deliberation_commune"
    officer, desk = people.one("syndicate", "charge_affaires"), at_desk(world, "syndicate", "commune")
    shown, before = version(await secretary.get(form)), kept(world)[1]
    answers = await asyncio.gather(
        secretary.post(form, version=shown, adopted_on="15/10/2026", reference="2026-31"),
        officer.post(
            desk + "/etapes/deliberation_commune", version=shown, adopted_on="16/10/2026", reference="2026-99"
        ),
    )
    assert sorted(one.status_code for one in answers) == [303, 422]
    late = next(one for one in answers if one.status_code == 422)
    told = {"2026-31", "2026-99"}
    assert "Quelqu’un d’autre vient d’écrire" in said(late)
    assert all(each in said(late) for each in told)
    assert kept(world)[1] == before + 1


async def test_an_approval_of_a_record_that_changed_meanwhile(people: Callers, world: World) -> None:
    here = made(world, "option", READ)
    elu, list_ = people.one("commune", "elu"), f"/a-approuver/{world.tenants['commune'].place.uid}"
    found = re.search(r'value="([0-9a-f-]{36}:accord_commune:[0-9a-f]{64})"', (await elu.get(list_)).text)
    assert found is not None
    officer = people.one("syndicate", "charge_affaires")
    assert (await sent(officer, here + "/etapes/acte_rgpd/pieces", name="annexe.pdf")).status_code == 303
    before = kept(world)
    answer = await elu.post(list_, chosen=found[1], answer="oui")
    assert answer.status_code == 422
    assert "Le dossier a changé depuis que vous l’avez lu. Relisez-le, puis donnez votre accord." in said(answer)
    assert kept(world) == before
    fresh = re.search(r'value="([0-9a-f-]{36}:accord_commune:[0-9a-f]{64})"', answer.text)
    assert fresh is not None
    assert fresh[1] != found[1]
    assert (await elu.post(list_, chosen=fresh[1], answer="oui")).status_code == 303
