"""Two communes become one, over HTTP: seen, written once, the former ones closed to writing and still read."""

from html import unescape

import psycopg
import pytest

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World, plain


def page_of(world: World, desk: str = "syndicate") -> str:
    """Where communes are merged."""
    return f"/bureau/{world.tenants[desk].place.uid}/fusions"


def asked(world: World) -> dict[str, str]:
    """The two communes of the syndicate, by their code."""
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        rows = superuser.execute(
            "select code from tenant_link where tenant_id = %s and until is null order by child_id",
            (world.tenants["syndicate"].number,),
        ).fetchall()
    codes = [row[0] for row in rows]
    return {"nom": "Commune nouvelle", "insee": "42999", "le": "01/01/2026", "communes": "\n".join(codes[:2])}


def count(world: World, query: str, *values: object) -> int:
    """One number of the database."""
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        row = superuser.execute(query, values).fetchone()
    assert row is not None
    return int(row[0])


async def test_only_the_administrator_of_the_syndicate_opens_the_page(people: Callers, world: World) -> None:
    assert (await people.passer_by().get(page_of(world))).status_code == 303
    assert (await people.one("other", "administrateur").get(page_of(world))).status_code == 404
    assert (await people.one("commune", "elu").get(page_of(world))).status_code == 404
    assert (await people.one("syndicate", "charge_affaires").get(page_of(world))).status_code == 403


@pytest.mark.slow
async def test_two_communes_become_one_and_the_former_ones_are_read_and_no_longer_written(
    people: Callers, world: World
) -> None:
    administrator, form = people.one("syndicate", "administrateur"), asked(world)
    before = count(world, "select count(*) from joining_path where tenant_id = %s", world.tenants["commune"].number)
    seen = await administrator.post(page_of(world), **form)
    assert seen.status_code == 200
    assert "Une fusion ne s’annule pas." in unescape(seen.text)
    assert count(world, "select count(*) from tenant where name = 'Commune nouvelle'") == 0
    early = await administrator.post(page_of(world), **{**form, "le": "01/01/2999"}, confirme="1")
    assert early.status_code == 422
    assert count(world, "select count(*) from tenant where name = 'Commune nouvelle'") == 0
    done = await administrator.post(page_of(world), **form, confirme="1")
    assert done.status_code == 303
    new = count(world, "select tenant_id from tenant where name = 'Commune nouvelle'")
    former = world.tenants["commune"].number
    assert count(world, "select count(*) from tenant_link where tenant_id = %s and kind = 'predecessor'", new) == 2
    assert count(world, "select count(*) from joining_path where tenant_id = %s", former) == before
    assert count(world, "select count(*) from tenant where tenant_id = %s and closed_at is not null", former) == 1

    elu, old = people.one("commune", "elu"), world.tenants["commune"].place.uid
    there = await elu.get(f"/commune/{old}")
    assert there.status_code == 200
    assert "jusqu’au 31 déc. 2025" in unescape(there.text).replace("\u00a0", " ").replace("\u202f", " ")
    secretary = people.one("commune", "secretaire")
    assert (await secretary.get(f"/commune/{old}/parcours")).status_code == 200
    refused = await secretary.post(f"/modules/{old}/lighting/demander")
    assert refused.status_code in {403, 404}
    assert (await people.one("other", "administrateur").get(f"/commune/{old}")).status_code == 404
    again = await administrator.post(page_of(world), **form, confirme="1")
    assert again.status_code == 422
