"""`bocage found` and `bocage invite`: a syndicate that was never here, and the first people who enter it."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import rich_click as click

from bocage.access.invitations import LIFE, Colleague, invite_anew, typed_name
from bocage.access.roles import role_of
from bocage.cli.databases import FOLDER
from bocage.database.engine import Database
from bocage.onboarding.command import asked, system_user
from bocage.onboarding.portfolios import Founding, found
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.onboarding.syndicates import slug, syndicate_named, syndicates
from bocage.settings import WebSettings
from bocage.tenancy import Kind, TenantId
from bocage.web.french import civil_day, day_in_full, within

ROLES: Final = ("administrateur", "charge_affaires", "dsi", "dpo")
"""The roles of a syndicate; those of a commune are given by its town hall."""
INVITED_BY: Final = "L’exploitant de la plateforme"
LONGEST: Final = 120
NO_NAME: Final = "Ce nom ne peut pas être celui d’un syndicat : écrivez-le en toutes lettres, en 120 signes au plus."
THERE: Final = "« {name} » existe déjà : invitez-y quelqu’un avec « bocage invite », ou choisissez un autre nom."
FOUNDED: Final = """« {name} » est créé. Invitez maintenant son administrateur :

bocage invite "Prénom Nom" prenom.nom@exemple.fr --syndicate {slug}"""
INVITED: Final = """{name} entrera comme {role} par ce lien, une seule fois, avant le {until} :

{link}

Remettez-le à cette personne seule : elle se connecte avec l’adresse {email}. Un lien donné avant n’ouvre plus rien."""
FOUND_HELP: Final = """Crée un syndicat, sans personne ni commune.

Exemple : bocage found "Syndicat d’énergie de la Loire"
"""
INVITE_HELP: Final = """Invite quelqu’un au syndicat : donne un lien qui sert une fois, pendant quatorze jours.

Exemple : bocage invite "Karim Bessonat" karim.bessonat@exemple.fr
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who is invited, as it was typed; `syndicate` may be left out when there is one."""

    name: str
    address: str
    role: str
    syndicate: str | None


@click.command("found", help=FOUND_HELP)
@click.argument("name", metavar="NOM")
@FOLDER
def found_syndicate(*, name: str, data: Path | None) -> None:
    """Found it and say what comes next."""
    whole = " ".join(name.split())
    asked(data, lambda database: founded(database, whole))
    click.echo(FOUNDED.format(name=whole, slug=slug(whole)))


@click.command("invite", help=INVITE_HELP)
@click.argument("name", metavar="NOM")
@click.argument("address", metavar="ADRESSE")
@click.option("--role", type=click.Choice(ROLES), default=ROLES[0], help="Ce que la personne sera.", show_default=True)
@click.option("--syndicate", metavar="SLUG", help="Le syndicat, quand il y en a plusieurs.")
@FOLDER
def invite(*, name: str, address: str, role: str, syndicate: str | None, data: Path | None) -> None:
    """Invite somebody and show the link, which is kept nowhere."""
    guest = Guest(name=name, address=address, role=role, syndicate=syndicate)
    colleague, code = asked(data, lambda database: invited(database, guest))
    told = {
        "name": colleague.name,
        "role": within(role_of(colleague.role).title),
        "until": day_in_full(datetime.now(UTC) + LIFE),
        "link": f"{WebSettings.read(os.environ).public_url}/invitation?code={code}",
        "email": colleague.email,
    }
    click.echo(INVITED.format(**told))


async def founded(database: Database, name: str) -> None:
    """Found a syndicate whose name none bears."""
    if not slug(name) or len(name) > LONGEST:
        raise OnboardingRefusal(NO_NAME)
    if slug(name) in await syndicates(database):
        raise OnboardingRefusal(THERE.format(name=name))
    founding = Founding(kind=Kind.SYNDICATE, name=name, children={}, since=civil_day(datetime.now(UTC)))
    await found(database, system_user("found"), founding)


async def invited(database: Database, guest: Guest) -> tuple[Colleague, str]:
    """Invite somebody to the syndicate that is named, or to the only one."""
    tenant: TenantId = await syndicate_named(database, guest.syndicate)
    name, email = typed_name(guest.name, guest.address)
    colleague = Colleague(name=name, email=email, role=guest.role)
    code = await invite_anew(database, tenant, system_user("invite"), colleague, INVITED_BY)
    return colleague, code
