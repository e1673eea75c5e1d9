"""What this part brings: the paths of the communes, the approvals that wait, what is shared by several paths."""

from typing import Final

from bocage.catalogue.manifest import Manifest, Page, Permission
from bocage.tenancy import Kind

FOLLOWS: Final = frozenset({"administrateur", "charge_affaires"})

PATH_SAMPLE: Final = {
    "parcours": "option",
    "place": "Bard",
    "modules": ["lighting"],
    "stage": "production",
    "holder": "commune",
    "perimetre": "total",
    "traits": [],
    "started_on": "2026-01-05",
    "variant": None,
}

MANIFEST: Final = Manifest(
    slug="joining",
    title="Rattachements",
    package="bocage.joining",
    routes="bocage.joining.routes:ROUTES",
    templates=True,
    pages=(
        Page(
            title="Rattachements",
            path="/bureau/{place}/parcours",
            icon="route",
            permission="path.read",
            kinds=frozenset({Kind.SYNDICATE, Kind.EPCI}),
            order=12,
        ),
        Page(
            title="Rattachement",
            path="/commune/{place}/parcours",
            icon="route",
            permission="path.read",
            kinds=frozenset({Kind.COMMUNE}),
            order=12,
        ),
        Page(
            title="À approuver",
            path="/a-approuver/{place}",
            icon="stamp",
            permission="path.answer",
            kinds=frozenset({Kind.SYNDICATE, Kind.EPCI, Kind.COMMUNE}),
            order=13,
            counted="bocage.joining.answers:count_pending",
        ),
    ),
    permissions=(
        Permission(
            key="path.read",
            title="Voir le rattachement des communes, étape par étape",
            held_by=FOLLOWS | {"dsi", "dpo", "elu", "secretaire", "agent_epci"},
        ),
        Permission(
            key="path.write",
            title="Renseigner les étapes d’un rattachement",
            held_by=FOLLOWS | {"secretaire"},
            writes=True,
        ),
        Permission(
            key="path.follow",
            title="Commencer, ouvrir et suspendre un rattachement pour le syndicat",
            held_by=FOLLOWS,
            writes=True,
        ),
        Permission(
            key="statutes.write",
            title="Changer les statuts et les règles datées du syndicat",
            held_by=frozenset({"administrateur"}),
            writes=True,
        ),
        Permission(
            key="path.remind",
            title="Relancer qui doit agir",
            held_by=FOLLOWS,
            writes=True,
        ),
        Permission(
            key="path.answer",
            title="Répondre aux accords qui attendent",
            held_by=frozenset({"elu", "secretaire_nomme", "dsi"}),
            writes=True,
        ),
        Permission(
            key="path.approve",
            title="Donner ou refuser l’accord de la commune",
            held_by=frozenset({"elu", "secretaire_nomme"}),
        ),
        Permission(
            key="path.approve_it",
            title="Donner ou refuser l’accord informatique",
            held_by=frozenset({"dsi"}),
        ),
    ),
    identifiers={
        "path": "select path_id from joining_path where tenant_id = coalesce("
        "(select min(child_id) from tenant_link where tenant_id = %(tenant)s), %(tenant)s) limit 1",
        "step": "select 'deliberation_commune'",
        "document": "select document_id from document where about_kind = 'path_step' and tenant_id = coalesce("
        "(select min(child_id) from tenant_link where tenant_id = %(tenant)s), %(tenant)s) limit 1",
        "edition": "select 1",
        "rule": "select 'rappel_accord'",
        "deed": "select 'ouverture'",
        "procedure": "select procedure_id from member_procedure where tenant_id = %(tenant)s limit 1",
        "market": "select market_id from market where tenant_id = %(tenant)s limit 1",
    },
    samples={
        "joining_path.path": PATH_SAMPLE,
        "joining_path.facts": {"missing_delivery_points": 0},
        "joining_path.summary": {"phase": "interessee"},
        "joining_path.summary_on": "2026-01-05",
        "path_entry.step": "deliberation_commune",
        "path_reminder.step": "deliberation_commune",
        "path_reminder.hand": "mairie",
        "member_procedure.procedure": {"subject": "Adhésion d’essai", "members": [], "silence": "favourable"},
        "market.market": {"number": "2026-01", "ceilings": []},
        "syndicate_rules.rules": {"name": "Syndicat d’essai", "forme": "mixte_ouvert"},
    },
    words={"etape": "étape", "motif": "motif", "qui": "qui doit agir"},
    awaited="bocage.joining.expected:awaited",
    verbs={
        "path.reminded": "a relancé pour le rattachement de",
        "path.begun": "a commencé le rattachement de",
        "paths.exported": "a téléchargé les rattachements de",
        "path.voided": "a annulé le rattachement de",
        "path.entered": "a renseigné le rattachement de",
        "path.taken_back": "a annulé une entrée du rattachement de",
        "path.approved": "a donné son accord au rattachement de",
        "path.refused": "a refusé son accord au rattachement de",
        "path.stage_opened": "a ouvert le rattachement de",
        "path.stage_changed": "a préparé la production de",
        "path.suspended": "a suspendu l’accès de",
        "path.resumed": "a rendu l’accès de",
        "procedure.changed": "a mis à jour la procédure des membres",
        "market.changed": "a mis à jour le marché",
        "statutes.changed": "a mis à jour les statuts du syndicat",
    },
)
