"""The two cookies: the session's, and the one that ties a sign-in to the browser that began it."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Final, Self

from litestar.types import Scope

LOGIN_SECONDS: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class CookieNames:
    """Names of the cookies; over https they carry the `__Host-` prefix, which no sibling domain can write.

    Over http only the demonstration on loopback runs, without the prefix: some browsers drop it there.
    """

    session: str
    attempt: str
    secure: bool

    @classmethod
    def fit_for(cls, *, secure: bool) -> Self:
        """Choose the names by the scheme that browsers use."""
        prefix = "__Host-" if secure else ""
        return cls(session=f"{prefix}bocage", attempt=f"{prefix}bocage-entree", secure=secure)

    def header(self, name: str, value: str, *, seconds: int | None = None) -> str:
        """Write a `Set-Cookie` header; without `seconds` the cookie ends with the browser, with 0 at once."""
        age = "" if seconds is None else f"; Max-Age={seconds}"
        # Lax lets the provider's redirection come back with the cookie, and no other site's form.
        return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if self.secure else ''}{age}"


def cookie_value(scope: Scope, name: str) -> str | None:
    """Read one cookie; a name given twice is no cookie at all, since one of the two was planted."""
    found = [
        morsel.value
        for key, header in scope["headers"]
        if key == b"cookie"
        for part in header.decode("latin-1").split(";")
        for morsel in parsed(part).values()
        if morsel.key == name
    ]
    return found[0] if len(found) == 1 else None


def parsed(text: str) -> SimpleCookie:
    """Parse a header's part, of which a malformed one is nothing."""
    try:
        return SimpleCookie(text.strip())
    except CookieError:
        return SimpleCookie()
