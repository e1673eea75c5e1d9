"""`bocage bench pages`: how long people wait for the pages they open most, beside a handler that does nothing."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final
from urllib.parse import quote, urlsplit

import rich_click as click

from bocage.access.demonstration import load as people
from bocage.cli.progress import step
from bocage.console.bench_department import Department, department, moving
from bocage.database.embedded import LOGIN, SUPERUSER
from bocage.onboarding.bench import MOST, TEMPLATE, prepared
from bocage.testing.apart import CONSTANT, site_apart
from bocage.testing.rounds import Figures, Plan, Target, measured
from bocage.testing.site import Site, Visitor

REFERENCE: Final = "constant"
AT_ONCE: Final = 4
ROUNDS: Final = 5
PART: Final = {"HX-Request-Type": "partial"}
HELP: Final = f"""Mesure les pages d’un département entier, par l’application réelle et une vraie connexion.

Chaque page est demandée tour à tour avec une adresse qui ne fait rien, sur le même serveur.

\b
Pages : desk (le bureau, toutes les communes et leurs parcours), moved (le même, une commune
ayant changé juste avant), filtered (le bureau filtré), home (l’accueil d’une commune), people
(qui a accès), dry_run (l’essai à blanc du fichier entier), search (le registre, par nom, INSEE,
SIREN et code postal).

\b
Clés de --json, pour chacune :
  …_p50_ms, …_p95_ms   durée d’une demande, l’une après l’autre, en millisecondes
  …_per_second         demandes par seconde, {AT_ONCE} à la fois
  …_ratio              ce débit rapporté à celui de l’adresse qui ne fait rien (constant_…)
et communes, members, requests : ce qui était en base, et le nombre de demandes par page.

Exemple : bocage bench pages --tenants 1000 --json
"""


@click.command(help=HELP)
@click.option("--tenants", type=click.IntRange(1, MOST), default=1000, show_default=True, help="Nombre de communes.")
@click.option(
    "--requests",
    type=click.IntRange(1, 1000),
    default=40,
    show_default=True,
    help=f"Demandes par page, à chacun des {ROUNDS} tours.",
)
@click.option("--json", "as_json", is_flag=True, help="Répond par un objet JSON.")
def pages(*, tenants: int, requests: int, as_json: bool) -> None:
    """Measure on a database made for it and thrown away."""
    plan = Plan(rounds=ROUNDS, requests=requests, at_once=AT_ONCE)
    with department_served(tenants) as (site, brought, move):
        with step("connexion"):
            targets = targets_of(site, brought, move)
        with step("pages"):
            found = measured(site.url, targets, plan)
    if as_json:
        click.echo(json.dumps({"communes": brought.communes, "members": brought.members, **keys(found)}))
        return
    for name, figures in found.items():
        ratio = figures.per_second / found[REFERENCE].per_second
        click.echo(
            f"{name:<9} p50 {figures.p50_ms:>7.2f} ms   p95 {figures.p95_ms:>7.2f} ms   "
            f"{figures.per_second:>7.1f} demandes/s   rapport {ratio:.3f}",
        )


@contextmanager
def department_served(size: int) -> Iterator[tuple[Site, Department, Callable[[], None]]]:
    """Start a database and the product on it, with a department brought in."""
    with prepared() as server:
        url = server.url(LOGIN, TEMPLATE)
        with step(f"{size} communes"):
            brought = asyncio.run(department(url, server.plain_url(SUPERUSER, TEMPLATE), size))
        invented = people.people  # type: ignore[attr-defined]  # set on the function that loads them
        with site_apart(url, invented) as site, moving(server.plain_url(SUPERUSER, TEMPLATE)) as move:
            yield site, brought, move


def targets_of(site: Site, brought: Department, move: Callable[[], None]) -> Mapping[str, Target]:
    """Sign the administrator and a secretary in, and name what each opens."""
    (administrator, desk), (secretary, home) = (came_in(site, who) for who in ("karim.bessonat", "nadege.coursac"))
    people_page = desk.replace("/bureau/", "/acces/", 1)
    filters = (f"?epci={brought.largest_epci}", "?mots=saint&vague=1&tri=population&sens=desc")
    return {
        REFERENCE: Target(paths=(CONSTANT,)),
        "desk": Target(paths=(desk,), headers=administrator),
        "moved": Target(paths=(desk,), headers=administrator, before=move),
        "filtered": Target(paths=tuple(desk + asked for asked in filters), headers=administrator),
        "home": Target(paths=(home,), headers=secretary),
        "people": Target(paths=(people_page,), headers=administrator),
        "dry_run": Target(paths=(f"{desk}/imports/{brought.import_id}",), headers=administrator),
        "search": Target(
            paths=tuple(f"{desk}/rattacher?mots={quote(words)}" for words in brought.sought),
            headers={**administrator, **PART},
        ),
    }


def came_in(site: Site, subject: str) -> tuple[dict[str, str], str]:
    """Sign somebody in as a browser does; return the header of their session and their first page."""
    visitor: Visitor = site.visitor()
    first = visitor.sign_in(subject)
    visitor.http.close()
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.http.cookies.items())
    return {"Cookie": cookies}, urlsplit(str(first.url)).path


def keys(found: Mapping[str, Figures]) -> dict[str, float]:
    """Flatten figures into the documented keys."""
    told: dict[str, float] = {"requests": found[REFERENCE].requests}
    for name, figures in found.items():
        told |= {
            f"{name}_p50_ms": figures.p50_ms,
            f"{name}_p95_ms": figures.p95_ms,
            f"{name}_per_second": figures.per_second,
            f"{name}_ratio": round(figures.per_second / found[REFERENCE].per_second, 3),
        }
    return told
