"""What this part brings: the people pages, the journal, the place's own page."""

from typing import Final

from bocage.catalogue.manifest import Manifest, Page, Permission
from bocage.tenancy import Kind

EVERYWHERE: Final = frozenset(Kind)

MANIFEST: Final = Manifest(
    slug="access",
    title="Accès",
    package="bocage.access",
    routes="bocage.access.routes:ROUTES",
    templates=True,
    pages=(
        Page(
            title="Votre commune",
            path="/commune/{place}",
            icon="landmark",
            permission="home.read",
            kinds=frozenset({Kind.COMMUNE}),
            order=5,
        ),
        Page(
            title="Accès",
            path="/acces/{place}",
            icon="users",
            permission="people.read",
            kinds=EVERYWHERE,
            order=30,
        ),
        Page(
            title="Journal",
            path="/journal/{place}",
            icon="history",
            permission="journal.read",
            kinds=EVERYWHERE,
            order=40,
        ),
        Page(
            title="Votre rôle",
            path="/commune/{place}",
            icon="id-card",
            permission="home.read",
            kinds=EVERYWHERE - {Kind.COMMUNE},
            order=90,
        ),
    ),
    permissions=(
        Permission(key="home.read", title="Voir la page d’accueil"),
        Permission(key="people.read", title="Voir qui a accès"),
        Permission(key="people.cut", title="Couper et rendre un accès", writes=True),
        Permission(key="journal.read", title="Lire le journal"),
    ),
    identifiers={
        "member_id": "select member_id from member join person using (person_id) where tenant_id = %(tenant)s"
        " order by member.name limit 1",
    },
    inhabitants="bocage.access.inhabitants:inhabit",
    words={"role": "rôle", "place": "lieu", "until": "jusqu’au", "lot": "lot"},
    verbs={
        "access.given": "a donné un accès à",
        "access.cut": "a coupé l’accès de",
        "access.restored": "a rendu l’accès à",
        "journal.exported": "a exporté le journal de",
        "people.exported": "a exporté la liste des personnes de",
    },
)
