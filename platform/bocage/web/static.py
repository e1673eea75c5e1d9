"""The route of the files a browser loads."""

from typing import Final

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from bocage.tenancy import NotFoundRefusal
from bocage.web.assets import Assets
from bocage.web.guard import AnyRequest

A_YEAR: Final = "public, max-age=31536000, immutable"


@get("/static/{digest:str}/{name:str}", opt={"open_to": "anyone"})
async def asset(request: AnyRequest, digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Give a file of the list; an old digest is an address that no longer exists."""
    assets: Assets = request.app.state.assets
    found = assets.files.get(name)
    if found is None or digest != assets.digest:
        raise NotFoundRefusal
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": A_YEAR})
