"""An application from its start to its end, as a server runs it: its pool is given back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar.types import ASGIApp


@asynccontextmanager
async def living(app: ASGIApp) -> AsyncIterator[None]:
    """Start an application, and stop it when the block ends."""
    told: asyncio.Queue[Any] = asyncio.Queue()
    said: asyncio.Queue[Any] = asyncio.Queue()
    scope: Any = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    life = asyncio.ensure_future(app(scope, told.get, said.put))
    await told.put({"type": "lifespan.startup"})
    await said.get()
    try:
        yield
    finally:
        await told.put({"type": "lifespan.shutdown"})
        await life
