"""What a command says instead of a trace."""

import errno
from typing import Final

import click
from click.exceptions import NoSuchCommand
from sqlalchemy.exc import DBAPIError

from bocage.catalogue.discovery import ManifestError

UNREACHABLE: Final = frozenset({"08", "28", "3D", "53", "57"})
"""Classes of SQLSTATE: connection, login, database, resources, shutdown."""


def sentence_of(error: BaseException) -> str | None:
    """Return the sentence of a fault that was foreseen, None for one that was not."""
    sentence = getattr(error, "sentence", None)
    if isinstance(sentence, str):
        return sentence
    if isinstance(error, DBAPIError):
        return database_sentence(error)
    if isinstance(error, ManifestError):
        return f"Les parties installées ne vont pas ensemble ({error}) : réinstallez-les à la même version."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "Le disque est plein : libérez de la place, puis relancez."
    return None


def database_sentence(error: DBAPIError) -> str | None:
    """Say what the server or the network answered; a statement of ours that is wrong is no fault of the operator's."""
    state = getattr(error.orig, "sqlstate", None)
    reason = first_line(error.orig)
    if state == "53100":
        return "Le disque de la base de données est plein : libérez de la place, puis relancez."
    if state == "42501":
        return f"La connexion n’a pas le droit qu’il faut ({reason}) : donnez-lui ce droit, puis relancez."
    if error.connection_invalidated or state is None or state[:2] in UNREACHABLE:
        return (
            f"La base de données ne répond pas ({reason}) : vérifiez l’adresse et que PostgreSQL tourne, puis relancez."
        )
    return None


def first_line(error: BaseException | None) -> str:
    """Return the cause alone, without the hints that follow it."""
    lines = [line.strip() for line in str(error or "").splitlines() if line.strip()]
    return lines[0].rstrip(".") if lines else "sans explication"


def usage_sentence(error: click.UsageError) -> str:
    """Say what is wrong in a command line, and where to read more."""
    command = error.ctx.command_path if error.ctx else "bocage"
    return f"{what_is_wrong(error)} : lisez « {command} --help »."


def what_is_wrong(error: click.UsageError) -> str:
    """Name the word of the command line that does not fit."""
    match error:
        case click.NoSuchOption():
            return f"L’option « {error.option_name} » n’existe pas"
        case NoSuchCommand():
            return f"La commande « {error.command_name} » n’existe pas"
        case click.BadOptionUsage():
            return f"L’option « {error.option_name} » attend une valeur"
        case click.MissingParameter():
            return f"Il manque « {name_of(error)} »"
        case click.BadParameter():
            return f"La valeur donnée à « {name_of(error)} » ne convient pas"
        case _:
            return "Cette ligne de commande est incomplète ou contient un mot de trop"


def name_of(error: click.BadParameter) -> str:
    """Return the option as it is typed, or the argument as the help names it."""
    if error.param is None:
        return "une option"
    if error.param.param_type_name == "option" or error.ctx is None:
        return error.param.opts[-1]
    return error.param.make_metavar(error.ctx)
