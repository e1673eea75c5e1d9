"""`bocage found` and `bocage invite`: a place above communes, and the first people who enter it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import rich_click as click
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.access.invitations import LIFE, Colleague, invite_anew, typed_name
from bocage.access.roles import role_of
from bocage.cli.databases import FOLDER
from bocage.communes.rows import EpciRow
from bocage.database.engine import Database
from bocage.onboarding.command import asked, system_user
from bocage.onboarding.portfolios import Founding, align, found, members_of
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.onboarding.syndicates import everything, portfolio_named, portfolios, slug, syndicates
from bocage.settings import WebSettings
from bocage.tenancy import Kind
from bocage.web.french import civil_day, day_in_full, plural, within

KINDS: Final = {"syndicat": Kind.SYNDICATE, "epci": Kind.EPCI, "exploitant": Kind.OPERATOR}
ROLES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.SYNDICATE: ("administrateur", "charge_affaires", "dsi", "dpo"),
    Kind.EPCI: ("agent_epci", "dsi"),
    Kind.OPERATOR: ("exploitant",),
}
"""The roles of each place, the usual one first; those of a commune are given by its town hall."""
EVERY_ROLE: Final = tuple(dict.fromkeys(role for roles in ROLES.values() for role in roles))
INVITED_BY: Final = "L’exploitant de la plateforme"
LONGEST: Final = 120
NO_NAME: Final = "Ce nom ne peut pas être celui d’un syndicat : écrivez-le en toutes lettres, en 120 signes au plus."
THERE: Final = "« {name} » existe déjà : invitez-y quelqu’un avec « bocage invite », ou choisissez un autre nom."
NO_SIREN: Final = "Dites quel EPCI avec --siren : neuf chiffres, ceux du registre."
NO_EPCI: Final = "Aucun EPCI du registre ne porte le SIREN « {siren} »."
NO_CHILD: Final = {
    Kind.EPCI: "Aucune commune rattachée n’est membre de cet EPCI : rattachez-les d’abord, puis recommencez.",
    Kind.OPERATOR: "Aucun syndicat n’est encore créé : créez-en un avec « bocage found », puis recommencez.",
}
NOT_A_ROLE: Final = "Ce lieu n’a pas le rôle « {role} » : choisissez parmi {roles}."
FOUNDED: Final = """« {name} » est créé{members}. Invitez maintenant quelqu’un qui y entre, comme {role} :

bocage invite "Prénom Nom" prenom.nom@exemple.fr --place {slug}"""
ALIGNED: Final = "« {name} » existait déjà : {come}, {gone}."
INVITED: Final = """{name} entrera comme {role} par ce lien, une seule fois, avant le {until} :

{link}

Remettez-le à cette personne seule : elle se connecte avec l’adresse {email}. Un lien donné avant n’ouvre plus rien."""
FOUND_HELP: Final = """Crée un syndicat, sans personne ni commune ; ou un EPCI au-dessus de ses communes rattachées ; ou
l’exploitant au-dessus des syndicats.

Redonner la commande d’un EPCI ou de l’exploitant met ses membres à jour : communes rattachées ou
retirées depuis, communes nouvelles, syndicats créés.

\b
Exemples : bocage found "Syndicat d’énergie de la Loire"
           bocage found "Loire Forez agglomération" --kind epci --siren 200065886
"""
INVITE_HELP: Final = """Invite quelqu’un à un syndicat, un EPCI ou chez l’exploitant : donne un lien qui sert une fois, pendant
quatorze jours.

Exemple : bocage invite "Karim Bessonat" karim.bessonat@exemple.fr
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be founded, as it was typed."""

    name: str
    kind: Kind
    siren: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done: how many members it has, or how many came and left when it was there already."""

    members: int
    moved: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who is invited, as it was typed; `place` may be left out when there is one syndicate, `role` for the usual one."""

    name: str
    address: str
    role: str | None
    place: str | None


@click.command("found", help=FOUND_HELP)
@click.argument("name", metavar="NOM")
@click.option("--kind", type=click.Choice(list(KINDS)), default="syndicat", help="Ce qui est créé.", show_default=True)
@click.option("--siren", default="", help="Le SIREN de l’EPCI.")
@FOLDER
def found_place(*, name: str, kind: str, siren: str, data: Path | None) -> None:
    """Found it and say what comes next."""
    wanted = Wanted(name=" ".join(name.split()), kind=KINDS[kind], siren="".join(siren.split()))
    done = asked(data, lambda database: founded(database, wanted))
    if done.moved is not None:
        come, gone = done.moved
        told = {
            "come": plural(come, "membre est entré", "membres sont entrés"),
            "gone": plural(gone, "sorti", "sortis"),
        }
        click.echo(ALIGNED.format(name=wanted.name, **told))
        return
    members = f", avec {plural(done.members, 'membre')}" if done.members else ""
    role = within(role_of(ROLES[wanted.kind][0]).title)
    click.echo(FOUNDED.format(name=wanted.name, members=members, role=role, slug=slug(wanted.name)))


@click.command("invite", help=INVITE_HELP)
@click.argument("name", metavar="NOM")
@click.argument("address", metavar="ADRESSE")
@click.option("--role", type=click.Choice(EVERY_ROLE), help="Ce que la personne sera.  [défaut : le plus courant]")
@click.option("--place", "--syndicate", "place", metavar="SLUG", help="Où, quand il y a plusieurs syndicats.")
@FOLDER
def invite(*, name: str, address: str, role: str | None, place: str | None, data: Path | None) -> None:
    """Invite somebody and show the link, which is kept nowhere."""
    guest = Guest(name=name, address=address, role=role, place=place)
    colleague, code = asked(data, lambda database: invited(database, guest))
    told = {
        "name": colleague.name,
        "role": within(role_of(colleague.role).title),
        "until": day_in_full(datetime.now(UTC) + LIFE),
        "link": f"{WebSettings.read(os.environ).public_url}/invitation?code={code}",
        "email": colleague.email,
    }
    click.echo(INVITED.format(**told))


async def founded(database: Database, wanted: Wanted) -> Done:
    """Found a place whose name none bears; the members of one that is there are brought up to date."""
    if not slug(wanted.name) or len(wanted.name) > LONGEST:
        raise OnboardingRefusal(NO_NAME)
    held = (await portfolios(database)).get(slug(wanted.name))
    if held is not None and (held.kind is not wanted.kind or held.kind is Kind.SYNDICATE):
        raise OnboardingRefusal(THERE.format(name=wanted.name))
    founding = Founding(
        kind=wanted.kind,
        name=wanted.name,
        children=await children_of(database, wanted),
        since=civil_day(datetime.now(UTC)),
    )
    actor = system_user("found")
    if held is not None:
        return Done(members=len(founding.children), moved=await align(database, actor, held.tenant_id, founding))
    await found(database, actor, founding)
    return Done(members=len(founding.children))


async def children_of(database: Database, wanted: Wanted) -> Mapping[str, int]:
    """Who is under it, by code: none for a syndicate, whose communes come by a file."""
    if wanted.kind is Kind.SYNDICATE:
        return {}
    if wanted.kind is Kind.OPERATOR:
        children: Mapping[str, int] = await syndicates(database)
    else:
        async with everything(database) as connection:
            await refuse_unknown_epci(connection, wanted.siren)
            children = await members_of(connection, wanted.siren)
    if not children:
        raise OnboardingRefusal(NO_CHILD[wanted.kind])
    return children


async def refuse_unknown_epci(connection: AsyncConnection, siren: str) -> None:
    """Refuse a SIREN that no EPCI of the register bears."""
    if not siren:
        raise OnboardingRefusal(NO_SIREN)
    if await connection.scalar(select(EpciRow.siren).where(EpciRow.siren == siren)) is None:
        raise OnboardingRefusal(NO_EPCI.format(siren=siren[:20]))


async def invited(database: Database, guest: Guest) -> tuple[Colleague, str]:
    """Invite somebody to the place that is named, or to the only syndicate."""
    place = await portfolio_named(database, guest.place)
    roles = ROLES[place.kind]
    if guest.role is not None and guest.role not in roles:
        raise OnboardingRefusal(NOT_A_ROLE.format(role=guest.role, roles=", ".join(roles)))
    name, email = typed_name(guest.name, guest.address)
    colleague = Colleague(name=name, email=email, role=guest.role or roles[0])
    code = await invite_anew(database, place.tenant_id, system_user("invite"), colleague, INVITED_BY)
    return colleague, code
