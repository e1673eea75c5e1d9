"""The two addresses of the database, from the environment."""

from typing import Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bocage.settings import DatabaseSettings
from bocage.tenancy import Refusal

DRIVER: Final = "postgresql+psycopg"
FORM: Final = "postgresql://compte:motdepasse@machine/base"
RUN: Final = "Donnez DATABASE_URL, la connexion sans droits avec laquelle Bocage tourne, puis relancez."
MIGRATE: Final = "Donnez MIGRATE_DATABASE_URL, une connexion qui peut créer des rôles et des tables, puis relancez."


def run_time_address(settings: DatabaseSettings) -> str:
    """Return the address of the run-time login, or say that it is missing."""
    if settings.url is None:
        raise Refusal(RUN)
    return checked("DATABASE_URL", settings.url)


def migration_address(settings: DatabaseSettings) -> str:
    """Return the address that may change tables, or say that it is missing."""
    if settings.migrate_url is None:
        raise Refusal(MIGRATE)
    return checked("MIGRATE_DATABASE_URL", settings.migrate_url)


def checked(name: str, url: str) -> str:
    """Refuse what is no address of a PostgreSQL; the value is not repeated, it holds a password."""
    try:
        driver = make_url(url).drivername
    except (ArgumentError, ValueError):
        driver = ""
    if driver != DRIVER:
        sentence = f"{name} n’est pas l’adresse d’un PostgreSQL : écrivez-la {FORM}, puis relancez."
        raise Refusal(sentence)
    return url
