"""What the pages of the file of communes say."""

from typing import Final

from bocage.imports.wording import wording
from bocage.onboarding.desk import READ_ONLY
from bocage.onboarding.ways_out import OUTSIDE

WORDING: Final = wording(
    "commune",
    "communes",
    feminine=True,
    new=("Rattacher", "rattachée", "rattachées"),
    back="à rattacher de nouveau",
    page="Rattacher depuis un fichier",
    lead="Une ligne par commune ; le code INSEE suffit, le registre complète le reste. "
    "Rien n’est écrit avant que vous ayez lu l’essai à blanc.",
    unread=("gardée comme remarques", "gardées comme remarques"),
    others="Les autres sont gardées comme remarques.",
    partly="Vous pouvez rattacher celles qui sont prêtes et renvoyer les autres plus tard : "
    "aucune commune ne sera créée deux fois.",
    after="Les communes nouvelles apparaîtront dans le bureau, et personne d’autre que le syndicat n’y aura accès "
    "avant que leur mairie soit invitée. Les valeurs remplacées restent dans le journal de chaque commune. "
    "Renvoyer le même fichier ne changera rien.",
    undoable="L’import s’annule tant qu’aucune de ses communes n’a été corrigée : "
    "elles quittent le bureau, rien n’en est effacé.",
    was_undone="L’import a été annulé : ses communes ont quitté le bureau, rien n’en est effacé. "
    "Renvoyer le fichier les y ramène.",
    undone="Import de {name} annulé : ses communes sont retirées, rien n’en est effacé.",
    read_only=READ_ONLY,
    too_long="Le fichier dépasse 100\u202f000 lignes, plus que la France n’a de communes : "
    "vérifiez que c’est le bon fichier.",
    no_heading="La première ligne n’est pas un en-tête : écrivez-y le nom des colonnes (insee, nom…) "
    "ou partez du modèle à télécharger, puis envoyez le fichier.",
    neither="Aucune colonne ne donne le code INSEE ni le nom des communes : "
    "nommez l’une d’elles « insee » (ou « nom »), puis envoyez le fichier. En-tête lu : {read}.",
    accepted={OUTSIDE: "acceptée hors du département"},
)
