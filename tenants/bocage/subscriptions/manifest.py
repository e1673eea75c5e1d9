"""What this part brings: the catalogue of modules of a commune, and the syndicate's page of subscriptions."""

from typing import Final

from bocage.catalogue.manifest import Manifest, Page, Permission
from bocage.tenancy import Kind

MANIFEST: Final = Manifest(
    slug="subscriptions",
    title="Modules",
    package="bocage.subscriptions",
    routes="bocage.subscriptions.routes:ROUTES",
    templates=True,
    pages=(
        Page(
            title="Modules",
            path="/modules/{place}",
            icon="blocks",
            permission="modules.read",
            kinds=frozenset({Kind.COMMUNE}),
            order=25,
        ),
        Page(
            title="Modules",
            path="/abonnements/{place}",
            icon="blocks",
            permission="subscriptions.read",
            kinds=frozenset({Kind.SYNDICATE}),
            order=20,
        ),
    ),
    permissions=(
        Permission(
            key="modules.read",
            title="Voir les modules proposés à la commune",
            held_by=frozenset({"secretaire", "elu", "agent_technique"}),
        ),
        Permission(
            key="modules.ask",
            title="Demander un module au syndicat",
            held_by=frozenset({"secretaire"}),
            writes=True,
        ),
        Permission(
            key="subscriptions.read",
            title="Voir quels modules chaque commune a",
            held_by=frozenset({"administrateur", "charge_affaires"}),
        ),
        Permission(
            key="subscriptions.write",
            title="Ouvrir, changer et arrêter un module pour une commune",
            held_by=frozenset({"administrateur"}),
            writes=True,
        ),
    ),
    identifiers={
        "commune": "select uid from tenant join tenant_link on child_id = tenant.tenant_id"
        " where tenant_link.tenant_id = %(tenant)s order by child_id limit 1",
        "module": "select slug from subscribed_module order by slug limit 1",
        "subscription": "select subscription_id from subscription join tenant_link on child_id = subscription.tenant_id"
        " where tenant_link.tenant_id = %(tenant)s order by child_id, module limit 1",
    },
    subscriber="bocage.subscriptions.planting:open_at",
    global_tables={
        "subscribed_module": "Le nom d’un module reste connu quand il n’est plus installé ; il n’est à personne.",
    },
    words={
        "stage": "stade",
        "since": "depuis le",
        "perimeter": "périmètre",
        "deliberation": "délibération",
        "suspended_on": "suspendu le",
        "suspended_until": "suspendu jusqu’au",
    },
    verbs={
        "module.asked": "a demandé le module",
        "module.request_withdrawn": "ne demande plus le module",
        "subscription.begun": "a ouvert le module",
        "subscription.stage_changed": "a changé le stade du module",
        "subscription.suspended": "a suspendu le module",
        "subscription.resumed": "a repris le module",
        "subscription.ended": "a arrêté le module",
        "subscription.carried_on": "a prolongé le module",
        "subscription.followed": "a aligné sur le rattachement le module",
        "subscription.voided": "a annulé l’ouverture du module",
    },
)
