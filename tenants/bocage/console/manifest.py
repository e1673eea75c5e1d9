"""What this part brings: the desk, and a commune's file."""

from typing import Final

from bocage.catalogue.manifest import Manifest, Page, Permission, Search
from bocage.tenancy import Kind

MANIFEST: Final = Manifest(
    slug="console",
    title="Bureau",
    package="bocage.console",
    routes="bocage.console.routes:ROUTES",
    templates=True,
    pages=(
        Page(
            title="Communes",
            path="/bureau/{place}",
            icon="landmark",
            permission="communes.read",
            kinds=frozenset({Kind.SYNDICATE}),
            order=10,
        ),
    ),
    identifiers={
        "commune": "select uid from tenant join tenant_link on child_id = tenant.tenant_id"
        " where tenant_link.tenant_id = %(tenant)s order by child_id limit 1",
    },
    searches=(
        Search(
            path="/bureau/{place}",
            field="mots",
            label="Chercher une commune",
            hint="Commune ou code INSEE",
            permission="communes.read",
            kinds=frozenset({Kind.SYNDICATE}),
        ),
    ),
    permissions=(
        Permission(key="communes.read", title="Voir les communes du syndicat et leur fiche"),
        Permission(key="communes.write", title="Rattacher, corriger et retirer une commune", writes=True),
    ),
)
