"""How a path, a step and a line of history are said on screen."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bocage.catalogue import discovery
from bocage.joining.acts import Act, executoire_on
from bocage.joining.data_protection import label_of
from bocage.joining.dossier import Dossier
from bocage.joining.fondements import FONDEMENTS
from bocage.joining.path import Parcours, Path, Perimetre, Stage, Variant
from bocage.joining.words import WORDS, listed
from bocage.web.french import day, long_day

PARCOURS: Final[Mapping[tuple[Parcours, Variant | None], str]] = {
    (Parcours.TRANSFERT, Variant.ADHESION): "Transfert, par adhésion au syndicat",
    (Parcours.TRANSFERT, Variant.EXTENSION): "Transfert, par extension des compétences",
    (Parcours.OPTION, None): "Option pour une compétence à la carte",
    (Parcours.CONVENTION, None): "Convention de prestation",
    (Parcours.GROUPEMENT, Variant.GROUPEMENT): "Groupement de commandes",
    (Parcours.GROUPEMENT, Variant.CENTRALE): "Centrale d’achat",
}
EXPLAINED: Final[Mapping[tuple[Parcours, Variant | None], str]] = {
    (
        Parcours.CONVENTION,
        None,
    ): "La commune garde sa compétence et achète un service au syndicat, pour une durée écrite.",
    (Parcours.OPTION, None): "La commune est membre ; elle confie une compétence que les statuts proposent à la carte.",
    (
        Parcours.TRANSFERT,
        Variant.ADHESION,
    ): "La commune n’est pas encore membre ; elle entre au syndicat et lui confie la compétence. Les membres se prononcent.",
    (
        Parcours.TRANSFERT,
        Variant.EXTENSION,
    ): "Les statuts ne prévoient pas encore la compétence ; le syndicat la prend avec l’accord de ses membres.",
    (
        Parcours.GROUPEMENT,
        Variant.GROUPEMENT,
    ): "La commune achète avec d’autres, par un marché que le syndicat passe pour le groupement.",
    (
        Parcours.GROUPEMENT,
        Variant.CENTRALE,
    ): "La commune achète au syndicat, qui est centrale d’achat, sans groupement.",
}
STAGES: Final = {Stage.DEMONSTRATEUR: "Démonstrateur", Stage.PRODUCTION: "Production"}
PERIMETRES: Final = {
    Perimetre.TOTAL: "toute la compétence",
    Perimetre.INVESTISSEMENT: "les travaux d’abord, l’entretien ensuite",
}
KINDS: Final[Mapping[str, str]] = {
    "entree": "entrée",
    "correction": "correction",
    "retrait": "acte nouveau qui retire",
    "accord": "accord donné",
    "refus": "refus",
    "annulation": "annulation",
    "piece": "pièce jointe",
    "stade": "changement de stade",
}
VERBS: Final[Mapping[str, str]] = {
    "convention": "signée",
    "convention_constitutive": "signée",
    "arrete_prefectoral": "pris",
}
OTHERS: Final[Mapping[str, str]] = {
    "suspension": "Suspension de l’accès",
    "stade": "Passage en production",
    "import": "Import d’un fichier",
}


def named(path: Path) -> str:
    """« Convention de prestation »."""
    return PARCOURS[path.parcours, path.variant]


def module_titles(modules: Iterable[str]) -> list[str]:
    """The modules by their titles; one that is not installed keeps its key."""
    titles = {part.slug: part.title for part in discovery.manifests()}
    return [titles.get(slug, slug) for slug in sorted(modules)]


def described(dossier: Dossier) -> str:
    """« Convention de prestation (…), module éclairage. »."""
    terms, titles = dossier.facts.terms, module_titles(dossier.path.modules)
    ground = next((one.label for one in FONDEMENTS if terms and one.key == terms.fondement), "")
    noun = "module" if len(titles) == 1 else "modules"
    on = f", {ground}" if ground else ""
    return f"{named(dossier.path)}{on}. {noun.capitalize()} {listed(title.lower() for title in titles)}."


def act_said(step: str, act: Act, now: date) -> str:
    """« adoptée ven. 25 sept. 2026, exécutoire le 29 sept. »."""
    ending = "e" if step in WORDS and WORDS[step].feminine else ""
    first = act.adopted_on or act.signed_on
    verb = VERBS.get(step, f"adopté{ending}")
    since = executoire_on(act)
    told = [f"{verb} {long_day(first)}" if first else "", f"exécutoire le {long_day(since)}" if since else ""]
    del now
    return ", ".join(filter(None, told))


def act_details(step: str, act: Act) -> str:
    """« publiée le 28 sept. 2026, reçue au contrôle de légalité le 29 sept. 2026, original détenu par la mairie »."""
    ending = "e" if step in WORDS and WORDS[step].feminine else ""
    told = [
        f"publié{ending} le {day(act.published_on)}" if act.published_on else "",
        f"reçu{ending} au contrôle de légalité le {day(act.received_on)}" if act.received_on else "",
        f"original détenu par {act.original_held_by}" if act.original_held_by else "",
    ]
    return ", ".join(filter(None, told))


def step_label(path: Path, step: str) -> str:
    """What a line of history is about."""
    return label_of(path, step) if step in WORDS else OTHERS.get(step, step)
