"""The roles and what each permits: data, read by the guard and shown to people in the same words."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bocage.tenancy import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role by its key: its title, what it permits, and at which kinds of places its holder sees the communes below.

    `only_at` are the kinds of places where it permits anything beside the first page: elsewhere it is a mere title.
    `idle` is how long a browser signed in with it may stay unused. `also` is the key of the role whose every right this
    one holds, those that parts give included. `opens_on` is the permission of the page that it opens on, "" for the first.
    """

    key: str
    title: str
    permissions: frozenset[str]
    sees_at: frozenset[Kind] = frozenset()
    only_at: frozenset[Kind] = frozenset(Kind)
    also: str = ""
    idle: timedelta = timedelta(minutes=30)
    opens_on: str = ""


HOME: Final = "home.read"
COMMUNE: Final = frozenset({Kind.COMMUNE})
SYNDICATE: Final = frozenset({Kind.SYNDICATE})
EPCI: Final = frozenset({Kind.EPCI})
OPERATOR: Final = frozenset({Kind.OPERATOR})
SHORT: Final = timedelta(minutes=15)
"""For those whose open browser would give away every commune."""
READS_PEOPLE: Final = frozenset({HOME, "people.read", "journal.read"})

ROLES: Final = {
    role.key: role
    for role in (
        Role(
            key="administrateur",
            title="Administrateur du syndicat",
            permissions=READS_PEOPLE | {"communes.read", "communes.write", "people.invite"},
            sees_at=SYNDICATE,
            only_at=SYNDICATE,
            idle=SHORT,
        ),
        Role(
            key="charge_affaires",
            title="Chargé d’affaires",
            permissions=frozenset({HOME, "communes.read"}),
            sees_at=SYNDICATE,
            only_at=SYNDICATE,
        ),
        Role(
            key="exploitant",
            title="Exploitant de la plateforme",
            permissions=frozenset({HOME, "syndicates.read"}),
            sees_at=OPERATOR,
            only_at=OPERATOR,
            idle=SHORT,
        ),
        Role(
            key="dsi",
            title="DSI",
            permissions=READS_PEOPLE | {"people.cut"},
            sees_at=SYNDICATE | EPCI,
            idle=SHORT,
            opens_on="people.read",
        ),
        Role(
            key="dpo",
            title="Délégué à la protection des données",
            permissions=READS_PEOPLE,
            sees_at=SYNDICATE,
            opens_on="people.read",
        ),
        Role(key="elu", title="Élu", permissions=READS_PEOPLE, only_at=COMMUNE),
        Role(
            key="secretaire",
            title="Secrétaire de mairie",
            permissions=READS_PEOPLE | {"people.cut", "people.invite"},
            only_at=COMMUNE,
        ),
        Role(
            key="secretaire_nomme",
            title="Secrétaire de mairie nommé par le maire",
            permissions=READS_PEOPLE | {"people.cut", "people.invite"},
            only_at=COMMUNE,
            also="secretaire",
        ),
        Role(key="agent_technique", title="Agent technique", permissions=frozenset({HOME})),
        Role(key="prestataire", title="Prestataire", permissions=frozenset({HOME})),
        Role(
            key="agent_epci",
            title="Agent de l’EPCI",
            permissions=frozenset({HOME, "communes.read"}),
            sees_at=EPCI,
            only_at=EPCI,
        ),
    )
}
NOBODY: Final = Role(key="", title="Rôle inconnu", permissions=frozenset())
GRANTERS: Final = {
    Kind.OPERATOR: "L’exploitant de la plateforme",
    Kind.SYNDICATE: "L’administrateur du syndicat",
    Kind.EPCI: "L’exploitant de la plateforme",
    Kind.COMMUNE: "Le secrétariat de la mairie",
}


def role_of(key: str) -> Role:
    """The role of a key; one that this version no longer knows permits nothing."""
    return ROLES.get(key, NOBODY)
