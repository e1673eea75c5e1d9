"""What is answered when nothing else could be: no session, no template and no framework is left to do it."""

from dataclasses import dataclass
from typing import Final

from litestar.types import Message
from sqlalchemy.exc import SQLAlchemyError

PAGE: Final = """<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title} · Bocage</title></head>
<body><main><h1>{title}</h1><p>{sentence}</p><p><a href="/">Réessayer</a></p></main></body>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWords:
    """A status, and a page that stands alone."""

    status: int
    title: str
    sentence: str

    def messages(self) -> tuple[Message, Message]:
        """The whole answer."""
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"retry-after", b"30")]
        body = PAGE.format(title=self.title, sentence=self.sentence).encode()
        return (
            {"type": "http.response.start", "status": self.status, "headers": headers},
            {"type": "http.response.body", "body": body, "more_body": False},
        )


AWAY: Final = LastWords(
    status=503,
    title="Bocage ne répond plus pour un instant",
    sentence=(
        "La base de données est injoignable. Rien n’est perdu de ce qui était enregistré ; ce que vous venez "
        "d’envoyer ne l’est pas. Réessayez dans une minute."
    ),
)
ACCIDENT: Final = LastWords(
    status=500,
    title="La page n’a pas pu s’afficher",
    sentence="C’est de notre fait. Rien n’a été enregistré à moitié. Réessayez, ou prévenez votre syndicat.",
)


def last_words(error: Exception) -> LastWords:
    """Choose what to say: a database that is away comes back by itself, a fault of ours does not."""
    return AWAY if isinstance(error, SQLAlchemyError | OSError) else ACCIDENT
