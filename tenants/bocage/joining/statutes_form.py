"""The form of the statutes: what rules the syndicate, as its statutes write it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from bocage.imports import days
from bocage.joining.competence import WORDINGS
from bocage.joining.sections import FormField
from bocage.joining.syndicate import Exercise, Forme, RegleEffet, Renvoi, Syndicate
from bocage.joining.typed import FieldRefusal, Typed, as_typed, unreadable

FORMES: Final = (
    (Forme.SYNDICAT_DE_COMMUNES, "Syndicat de communes"),
    (Forme.MIXTE_FERME, "Syndicat mixte fermé"),
    (Forme.MIXTE_OUVERT, "Syndicat mixte ouvert"),
)
RENVOIS: Final = (
    (Renvoi.NONE, "À aucune : les statuts disent tout"),
    (Renvoi.COMMUNES, "Aux règles des syndicats de communes"),
    (Renvoi.FERME, "Aux règles des syndicats mixtes fermés"),
)
EFFETS: Final = (
    (RegleEffet.PREMIER_JUILLET, "Le 1er juillet"),
    (RegleEffet.PREMIER_DU_MOIS, "Le 1er du mois"),
    (RegleEffet.DATE_DE_L_ACTE, "À la date de l’acte"),
)
EXERCISES: Final = (
    ("", "Pas dans les statuts"),
    (Exercise.ALL_MEMBERS, "Exercée pour tous les membres"),
    (Exercise.A_LA_CARTE, "À la carte, chaque commune choisit"),
)
COMPETENCES: Final = tuple(
    FormField(name=f"competence_{module}", label=words.subject, kind="choice", options=EXERCISES)
    for module, words in WORDINGS.items()
)
FIELDS: Final = (
    FormField(name="forme", label="Forme du syndicat", kind="choice", options=FORMES),
    FormField(
        name="renvoi",
        label="À quelles règles les statuts renvoient",
        help="Pour un syndicat mixte ouvert",
        kind="choice",
        options=RENVOIS,
    ),
    FormField(name="arrete_requis", label="Un arrêté du préfet est nécessaire", kind="check"),
    FormField(name="regle_effet", label="Quand une décision prend effet", kind="choice", options=EFFETS),
    FormField(name="duree_minimale_months", label="Durée minimale avant une reprise, en mois"),
    FormField(name="preavis_reprise_months", label="Préavis d’une reprise, en mois"),
    FormField(name="article_statuts", label="Article des statuts sur la reprise"),
    FormField(name="sessions", label="Prochains comités", help="Des dates jj/mm/aaaa, séparées par des virgules"),
    FormField(
        name="mode_publication", label="Où les actes sont publiés", help="Par exemple « sur le site du syndicat »"
    ),
    *COMPETENCES,
)
LABELS: Final[Mapping[str, str]] = {one.name: one.label for one in FIELDS}


def values(rules: Syndicate) -> dict[str, str]:
    """The statutes as the form shows them."""
    told = {one.name: as_typed(getattr(rules, one.name)) for one in FIELDS if one not in COMPETENCES}
    held = {f"competence_{module}": str(rules.competences.get(module, "")) for module in WORDINGS}
    sessions = ", ".join(as_typed(day) for day in rules.sessions)
    return {**told, **held, "arrete_requis": "1" if rules.arrete_requis else "", "sessions": sessions}


def with_typed(rules: Syndicate, typed: Typed) -> Syndicate:
    """The statutes as they were typed, or the refusal of one field."""
    return replace(
        rules,
        forme=typed.choice("forme", Forme, rules.forme),
        renvoi=typed.choice("renvoi", Renvoi, rules.renvoi),
        arrete_requis=typed.is_checked("arrete_requis"),
        regle_effet=typed.choice("regle_effet", RegleEffet, rules.regle_effet),
        duree_minimale_months=typed.whole("duree_minimale_months", "La durée minimale"),
        preavis_reprise_months=typed.whole("preavis_reprise_months", "Le préavis"),
        article_statuts=typed.text("article_statuts"),
        sessions=sessions_of(typed),
        mode_publication=typed.text("mode_publication"),
        competences=competences_of(typed),
    )


def competences_of(typed: Typed) -> dict[str, Exercise]:
    """How each competence is held; those that are not in the statutes are left out."""
    told = {module: typed.text(f"competence_{module}") for module in WORDINGS}
    return {module: Exercise(said) for module, said in told.items() if said in set(Exercise)}


def sessions_of(typed: Typed) -> tuple[date, ...]:
    """The dated meetings of the comité."""
    said = [one.strip() for one in typed.text("sessions").split(",") if one.strip()]
    found = [(one, days.day(one)) for one in said]
    for one, day in found:
        if day is None:
            raise FieldRefusal("sessions", unreadable(one))
    return tuple(sorted({day for _, day in found if day}))


def differing(before: Syndicate, after: Syndicate) -> tuple[tuple[str, str, str], ...]:
    """What changes: the label, the words before, the words after."""
    old, new = in_words(before), in_words(after)
    return tuple((LABELS[name], old[name], new[name]) for name in old if old[name] != new[name])


def in_words(rules: Syndicate) -> dict[str, str]:
    """The statutes in the words of the screen."""
    told, options = values(rules), {one.name: dict(one.options) for one in FIELDS}
    said = {name: options[name].get(value, value) if options[name] else value for name, value in told.items()}
    return {**said, "arrete_requis": "oui" if rules.arrete_requis else "non"}
