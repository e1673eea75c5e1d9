"""The one error of the embedded server."""

import errno
from pathlib import Path
from typing import Final

WHAT_TO_DO: Final = {
    errno.EACCES: "n’est pas ouvert au compte qui lance Bocage : donnez-lui ce droit, ou choisissez un autre dossier "
    "avec --data.",
    errno.EPERM: "n’appartient pas au compte qui lance Bocage : lancez Bocage avec le compte qui l’a créé, ou choisissez "
    "un autre dossier avec --data.",
    errno.EROFS: "est sur un disque en lecture seule : choisissez un autre dossier avec --data.",
    errno.ENOSPC: "est sur un disque plein : libérez 200 Mo, puis relancez.",
    errno.EDQUOT: "a atteint le quota du compte : libérez 200 Mo, puis relancez.",
    errno.ENOENT: "ne peut pas être créé à cet endroit : choisissez un autre dossier avec --data.",
    errno.ENOTDIR: "n’est pas un dossier : choisissez un autre chemin avec --data.",
    errno.EEXIST: "n’est pas un dossier : choisissez un autre chemin avec --data.",
    errno.ENAMETOOLONG: "a un chemin trop long pour PostgreSQL : choisissez un dossier plus proche de la racine avec "
    "--data.",
}


class EmbeddedServerError(RuntimeError):
    """The embedded PostgreSQL cannot be had; `sentence` is French and says what to do."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence as it will be read."""
        super().__init__(sentence)
        self.sentence = sentence


def folder_error(folder: Path, error: OSError) -> EmbeddedServerError:
    """Turn what the system refused about the data folder into what to do about it."""
    advice = WHAT_TO_DO.get(error.errno or 0)
    if advice is None:
        advice = f"ne peut pas servir ({error.strerror}) : choisissez un autre dossier avec --data."
    return EmbeddedServerError(f"Le dossier de données « {folder} » {advice}")
