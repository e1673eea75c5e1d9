"""What the pages of an importer say of its lines: built from a noun, each sentence replaceable."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bocage.web.french import noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Sentences by their place; `{name}` is the file's, `{read}` the headings read.

    `new`, `back` and `old` are the verbs of lines that create, bring back and change: infinitive, then participle;
    `accepted` says in a few words each rule that a repair accepts.
    """

    one: str
    several: str
    new: tuple[str, str, str]
    back: str
    old: tuple[str, str]
    page: str
    lead: str
    box: str
    unread: tuple[str, str]
    others: str
    see: str
    partly: str
    unchanged: str
    after: str
    undoable: str
    was_undone: str
    undone: str
    taken_out: str
    moved: str
    read_only: str
    too_long: str
    heading_only: str
    no_heading: str
    neither: str
    no_file: str
    accepted: Mapping[str, str] = field(default_factory=dict)

    def count(self, number: int) -> str:
        """« commune » or « communes »."""
        return noun(number, self.one, self.several)


def wording(one: str, several: str, *, feminine: bool = False, **said: Any) -> Wording:  # noqa: ANN401 -- the fields of Wording
    """Say everything with a noun, then what is said better: `wording("point", "points", page="Charger les points")`."""
    return replace(plainly(one, several, "e" if feminine else ""), **said)


def plainly(one: str, several: str, e: str) -> Wording:
    """Agree the ordinary sentences with a noun; `e` is the mark of the feminine."""
    ces, les = f"ces {several}", f"les {several}"
    return Wording(
        one=one,
        several=several,
        new=("Créer", f"créé{e}", f"créé{e}s"),
        back="à remettre",
        old=(f"mis{e} à jour", "mises à jour" if e else "mis à jour"),
        page=f"Importer des {several}",
        lead=f"Une ligne par {one}. Rien n’est écrit avant que vous ayez lu l’essai à blanc.",
        box=f"Fichier CSV des {several}",
        unread=("laissée de côté", "laissées de côté"),
        others="Les autres ne sont pas lues.",
        see=f"Voir {les}",
        partly="Vous pouvez écrire ce qui est prêt et renvoyer le reste plus tard : rien ne sera créé deux fois.",
        unchanged=f"Aucun{e} {one} n’a changé.",
        after="Les valeurs remplacées restent dans le journal. Renvoyer le même fichier ne changera rien.",
        undoable=f"L’import s’annule tant que rien n’a été construit sur {ces}.",
        was_undone="L’import a été annulé. Renvoyer le fichier le refait.",
        undone=f"Import de {{name}} annulé : ses {several} sont retiré{e}s.",
        taken_out=f"{several} retiré{e}s",
        moved=f"Les {several} ont changé depuis l’essai à blanc : voici le verdict à jour. "
        "Rien n’est écrit, relisez-le puis confirmez.",
        read_only=f"Votre rôle permet de voir {ces} ; il ne permet pas d’en importer.",
        **refusals(one),
    )


def refusals(one: str) -> dict[str, Any]:
    """Say why a file as a whole is refused."""
    return {
        "too_long": "Le fichier dépasse 100 000 lignes : coupez-le en plusieurs fichiers, puis envoyez-les l’un après l’autre.",
        "heading_only": f"Le fichier n’a que son en-tête : ajoutez une ligne par {one}, puis envoyez-le.",
        "no_heading": "La première ligne n’est pas un en-tête : écrivez-y le nom des colonnes "
        "ou partez du modèle à télécharger, puis envoyez le fichier.",
        "neither": "Il manque une colonne sans laquelle rien ne se lit ({needs}) : "
        "nommez-la ainsi, puis envoyez le fichier. En-tête lu : {read}.",
        "no_file": "Aucun fichier n’est arrivé : choisissez {file}, puis envoyez-le.",
    }
