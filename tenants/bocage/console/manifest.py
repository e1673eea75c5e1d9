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
            kinds=frozenset({Kind.SYNDICATE, Kind.EPCI}),
            order=10,
        ),
        Page(
            title="Syndicats",
            path="/exploitant/{place}",
            icon="landmark",
            permission="syndicates.read",
            kinds=frozenset({Kind.OPERATOR}),
            order=10,
        ),
        Page(
            title="Vagues",
            path="/bureau/{place}/vagues",
            icon="calendar-days",
            permission="communes.read",
            kinds=frozenset({Kind.SYNDICATE}),
            order=11,
        ),
    ),
    identifiers={
        "commune": "select uid from tenant join tenant_link on child_id = tenant.tenant_id"
        " where tenant_link.tenant_id = %(tenant)s order by child_id limit 1",
        "syndicate": "select uid from tenant join tenant_link on child_id = tenant.tenant_id"
        " where tenant_link.tenant_id = %(tenant)s and tenant.kind = 'syndicate' limit 1",
        "wave_id": "select wave_id from wave where tenant_id = %(tenant)s limit 1",
    },
    words={"date": "date d’ouverture", "communes": "communes", "nom": "nom"},
    verbs={
        "communes.exported": "a exporté les communes de",
        "wave.created": "a préparé la vague",
        "wave.changed": "a changé la vague",
        "wave.removed": "a supprimé la vague",
        "wave.assigned": "a mis des communes dans",
    },
    searches=(
        Search(
            path="/bureau/{place}",
            field="mots",
            label="Chercher une commune",
            hint="Commune ou code INSEE",
            permission="communes.read",
            kinds=frozenset({Kind.SYNDICATE, Kind.EPCI}),
        ),
    ),
    permissions=(
        Permission(key="communes.read", title="Voir les communes et où elles en sont"),
        Permission(key="syndicates.read", title="Voir les syndicats hébergés et où en sont leurs communes"),
        Permission(key="communes.write", title="Rattacher, corriger et retirer une commune", writes=True),
    ),
)
