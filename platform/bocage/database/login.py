"""Refusal to run with a login that row security does not hold."""

from typing import Final

from sqlalchemy import text

from bocage.database.engine import Database
from bocage.database.roles import MIGRATE, OWNER

# Membership counts as well as the login's own strengths: what it can become, it is.
STRENGTHS: Final = text(
    """
    select current_user as login,
           coalesce(bool_or(rolsuper), false) as rolsuper,
           coalesce(bool_or(rolbypassrls), false) as rolbypassrls,
           coalesce(bool_or(rolname in (:owner, :migrate)), false) as owns
    from pg_roles where pg_has_role(current_user, oid, 'MEMBER')
    """,
)
REASONS: Final = {
    "rolsuper": "est administrateur de PostgreSQL",
    "rolbypassrls": "a le droit BYPASSRLS",
    "owns": "possède les tables",
}


class LoginTooStrongError(RuntimeError):
    """The run-time login could read every commune's rows."""

    def __init__(self, login: str, reason: str) -> None:
        """Say which login and why, in the sentence that the operator reads."""
        self.sentence = (
            f"La connexion « {login} » de DATABASE_URL {reason} : elle verrait les données de toutes les communes. "
            "Donnez la connexion sans droits que « bocage migrate » prépare."
        )
        super().__init__(self.sentence)


async def refuse_strong_login(database: Database) -> None:
    """Raise LoginTooStrongError when the login, or a role it can become, steps round row security."""
    async with database.bare_login() as connection:
        row = (await connection.execute(STRENGTHS, {"owner": OWNER, "migrate": MIGRATE})).one()
    for column, reason in REASONS.items():
        if getattr(row, column):
            raise LoginTooStrongError(row.login, reason)
