"""What the platform's own packages declare, in the form that parts use."""

from typing import Final

from bocage.catalogue.manifest import Manifest

IDENTITY: Final = Manifest(
    slug="identity",
    title="Connexion",
    package="bocage.identity",
    verbs={
        "session.opened": "s’est connecté",
        "session.closed": "s’est déconnecté",
        "theme.chosen": "a choisi l’apparence des pages",
    },
    global_tables={
        "person": "Une personne peut servir plusieurs communes ; seul le rôle bocage_identity lit cette table.",
        "web_session": "Une session existe avant qu’une commune soit choisie ; lue par bocage_identity seul.",
        "login_attempt": "Une connexion en cours n’a encore ni personne ni commune ; lue par bocage_identity seul.",
        "person_place": "Dit dans quelles communes chercher les droits d’une personne ; lue par bocage_identity seul.",
    },
)
TENANCY: Final = Manifest(
    slug="tenancy",
    title="Lieux",
    package="bocage.tenancy",
    verbs={"tenant.founded": "a fondé", "tenant.aligned": "a mis à jour les membres de"},
)
WEB: Final = Manifest(
    slug="web",
    title="Pages",
    package="bocage.web",
    identifiers={"digest": "select '0'", "name": "select 'bocage.css'"},
)
IMPORTS: Final = Manifest(
    slug="imports",
    title="Fichiers",
    package="bocage.imports",
    routes="bocage.imports.routes:routes",
    templates=True,
    identifiers={
        "import_id": "select import_id from file_import where tenant_id = %(tenant)s and importer = %(importer)s",
        "number": "select 2",
    },
    verbs={
        "import.previewed": "a déposé un fichier",
        "import.repaired": "a choisi comment lire des lignes d’un fichier",
        "import.confirmed": "a écrit les lignes d’un fichier",
        "import.abandoned": "a abandonné un fichier",
        "import.undone": "a annulé l’import d’un fichier",
        "import.resumed": "a relancé la lecture d’un fichier",
    },
)
DOCUMENTS: Final = Manifest(
    slug="documents",
    title="Documents",
    package="bocage.documents",
    identifiers={
        "document": "select document_id from document where tenant_id = %(tenant)s",
        "edition": "select version from document where tenant_id = %(tenant)s",
    },
    words={"fichier": "fichier", "empreinte": "empreinte SHA-256"},
    verbs={"document.deposited": "a déposé", "document.replaced": "a déposé une nouvelle version de"},
)
GOVERNANCE: Final = Manifest(
    slug="governance",
    title="Gouvernance",
    package="bocage.governance",
    verbs={"parameter.set": "a fixé la règle"},
    newborn_tables={"journal_entry": "La première ligne du journal d’un lieu, qui dit qui l’a fait entrer."},
)
PLATFORM: Final = (DOCUMENTS, GOVERNANCE, IDENTITY, IMPORTS, TENANCY, WEB)
