"""The session of the current request, found once, before any route is chosen."""

from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from bocage.database.engine import Database
from bocage.identity.cookies import CookieNames, cookie_value
from bocage.identity.sessions import Session, live_session

__all__ = ["Session", "find_sessions", "session_of"]

KEY: Final = "bocage_session"
WITHOUT_SESSION: Final = ("/static/", "/health/", "/demonstration/")


def find_sessions(app: ASGIApp, database: Database, names: CookieNames) -> ASGIApp:
    """Wrap the application: each request learns whose it is, and an unknown cookie is nobody's."""

    async def found(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and not scope["path"].startswith(WITHOUT_SESSION):
            value = cookie_value(scope, names.session)
            session = None if value is None else await live_session(database, value)
            scope.setdefault("state", {})[KEY] = session
        await app(scope, receive, send)

    return found


def session_of(scope: Scope) -> Session | None:
    """The session that the wrapper found, or None."""
    session: Session | None = scope["state"].get(KEY)
    return session
