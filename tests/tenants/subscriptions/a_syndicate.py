"""What these tests ask of the world: addresses of pages, rows of subscriptions, the days of the journal."""

from typing import Any

import psycopg

from bocage.testing.isolation.application import Caller, Callers
from bocage.testing.isolation.world import World, plain

LIGHTING = "lighting"


def rows(world: World, asked: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask the database as its administrator, whom no policy holds."""
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        cursor = superuser.execute(asked.encode(), values)
        return cursor.fetchall() if cursor.description else []


def unsubscribe(world: World, home: str) -> None:
    """Forget every subscription of a place."""
    rows(world, "delete from subscription where tenant_id = %s", world.tenants[home].number)


def catalogue(world: World, home: str) -> str:
    """The catalogue of a place."""
    return f"/modules/{world.tenants[home].place.uid}"


def lighting(world: World, home: str) -> str:
    """A page of a module at a place."""
    return f"/eclairage/{world.tenants[home].place.uid}"


def desk(world: World, home: str = "syndicate") -> str:
    """The page of subscriptions of a syndicate."""
    return f"/abonnements/{world.tenants[home].place.uid}"


def of_commune(world: World, home: str = "commune") -> str:
    """The page of a commune at the syndicate."""
    return f"{desk(world)}/communes/{world.tenants[home].place.uid}"


def period(world: World, home: str = "commune", module: str = LIGHTING) -> tuple[str, str]:
    """The open period of a module at a place: where it is changed, and its version."""
    asked = (
        "select subscription_id, version from subscription"
        " where tenant_id = %s and module = %s and voided_at is null order by since desc limit 1"
    )
    ((subscription_id, version),) = rows(world, asked, world.tenants[home].number, module)
    return f"{of_commune(world, home)}/periodes/{subscription_id}", str(version)


async def change(people: Callers, world: World, way: str, **fields: str) -> int:
    """Have the administrator change the commune's period; return the status."""
    here, version = period(world)
    answer = await administrator(people).post(f"{here}/{way}", **{"version": version, **fields})
    return answer.status_code


def administrator(people: Callers) -> Caller:
    """The administrator of the syndicate."""
    return people.one("syndicate", "administrateur")


def secretary(people: Callers, home: str = "commune") -> Caller:
    """The secretary of a commune."""
    return people.one(home, "secretaire")


def journal(world: World, home: str = "commune") -> list[str]:
    """The verbs about modules in the journal of a place, in order."""
    asked = (
        "select verb from journal_entry where tenant_id = %s and actor_name <> 'Planteur'"
        " and split_part(verb, '.', 1) in ('subscription', 'module') order by at"
    )
    return [verb for (verb,) in rows(world, asked, world.tenants[home].number)]
