"""Whether the process lives, and whether it may receive work: the database and the migrations, nothing else."""

from litestar import get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.response import Response
from sqlalchemy.exc import SQLAlchemyError

from bocage.database.engine import Database
from bocage.database.migrate import missing_revisions
from bocage.database.roles import Role


@get("/health/live", opt={"open_to": "anyone"}, media_type="application/json", include_in_schema=True)
async def live() -> dict[str, str]:
    """Answer as long as the process runs."""
    return {"status": "live"}


@get(
    "/health/ready",
    opt={"open_to": "anyone"},
    media_type="application/json",
    include_in_schema=True,
    responses={503: ResponseSpec(dict[str, str], description="Not ready, with the reason", generate_examples=False)},
)
async def ready(database: NamedDependency[Database]) -> Response[dict[str, str]]:
    """Answer 200 when the database holds every migration that this code has, 503 otherwise."""
    reason = await unreadiness(database)
    if reason is None:
        return Response({"status": "ready"})
    return Response({"status": "not ready", "reason": reason}, status_code=503)


async def unreadiness(database: Database) -> str | None:
    """Say why work cannot be taken, or None."""
    try:
        async with database.transaction(Role.APP) as connection:
            missing = await connection.run_sync(missing_revisions)
    except (SQLAlchemyError, OSError):
        return "database unreachable"
    return f"migrations missing: {', '.join(sorted(missing))}" if missing else None
