"""`bocage scaffold SLUG`: the package of a new module, complete, whose tests pass."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import rich_click as click

from bocage.catalogue import discovery
from bocage.catalogue.soundness import SLUG
from bocage.tenancy import Refusal

MODELS: Final = Path(__file__).parent / "scaffolding"
SUFFIX: Final = ".in"
WORD: Final = re.compile(r"@(slug|title)@")
HELP: Final = """Écrit le paquet d’un nouveau module : une page, une table, un droit, un fichier à importer, et ses tests.

SLUG est le nom du module dans le code, en lettres minuscules.

Exemple : bocage scaffold parking --title Stationnement --to ~/modules
"""


@click.command(help=HELP)
@click.argument("slug")
@click.option("--title", default="", help="Nom du module à l’écran.")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Dossier où écrire le paquet ; celui-ci par défaut.",
)
def scaffold(*, slug: str, title: str, to: Path) -> None:
    """Write the package, unless something of that name is there."""
    refuse_unfit(slug)
    folder = to / f"bocage-{slug.replace('_', '-')}"
    if folder.exists():
        raise Refusal(f"Le dossier {folder} existe déjà : choisissez-en un autre avec --to, ou retirez-le.")
    words = {"slug": slug, "title": title.strip() or slug.replace("_", " ").capitalize()}
    for path, text in written(words):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    click.echo(f"Le module « {words['title']} » est écrit dans {folder}. La suite est dans {folder / 'README.md'}.")


def refuse_unfit(slug: str) -> None:
    """Refuse a name that cannot be a module's, or that is taken."""
    if not SLUG.fullmatch(slug):
        raise Refusal(
            f"« {slug} » ne peut pas nommer un module : écrivez des lettres minuscules sans accent, des chiffres et des "
            "tirets bas, comme parking."
        )
    if slug in {part.slug for part in discovery.manifests()}:
        raise Refusal(f"« {slug} » est déjà le nom d’une partie installée : choisissez un autre nom.")


def written(words: dict[str, str]) -> Iterator[tuple[Path, str]]:
    """Give each file of the package, from its model."""
    for model in sorted(path for path in MODELS.rglob(f"*{SUFFIX}") if path.is_file()):
        place = str(model.relative_to(MODELS)).removesuffix(SUFFIX).replace("__slug__", words["slug"])
        yield Path(place), WORD.sub(lambda found: words[found[1]], model.read_text(encoding="utf-8"))
