"""What this part brings: the page « Couleurs et logo », and what the pages of the syndicate and its communes wear."""

from typing import Final

from bocage.catalogue.manifest import Manifest, Page, Permission
from bocage.tenancy import Kind

MANIFEST: Final = Manifest(
    slug="brand",
    title="Couleurs et logo",
    package="bocage.brand",
    routes="bocage.brand.routes:ROUTES",
    templates=True,
    pages=(
        Page(
            title="Couleurs et logo",
            path="/marque/{place}",
            icon="palette",
            permission="brand.write",
            kinds=frozenset({Kind.SYNDICATE}),
            order=85,
        ),
    ),
    permissions=(
        Permission(
            key="brand.write",
            title="Choisir les couleurs et le logo du syndicat",
            held_by=frozenset({"administrateur"}),
            writes=True,
        ),
    ),
    identifiers={"version": "select version from brand where tenant_id = %(tenant)s"},
    # Shown to the communes, so without the word by which the isolation suite knows a syndicate's own rows.
    samples={"brand.band": "#20304f", "brand.logo": b"\x89PNG\r\n\x1a\n", "brand.logo_type": "image/png"},
    words={"couleur": "couleur", "logo": "logo"},
    verbs={
        "brand.proposed": "a préparé des couleurs et un logo pour",
        "brand.worn": "a changé les couleurs et le logo de",
    },
)
