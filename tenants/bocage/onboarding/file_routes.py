"""Files to download: the template, and the refused lines of an import."""

from typing import Final
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.onboarding.desk import Desk
from bocage.onboarding.import_routes import ALL, DESK, ONE, PERMISSION
from bocage.onboarding.importing import look
from bocage.onboarding.rejects import rejects, template

CSV: Final = "text/csv; charset={charset}"


def download(name: str, content: bytes, charset: str = "utf-8") -> Response[bytes]:
    """Answer with a file; its name is plain ASCII."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=CSV.format(charset=charset), headers=disposition)


@get(ALL + "/modele.csv", opt={"permission": PERMISSION}, sync_to_thread=False)
def template_file() -> Response[bytes]:
    """The file to fill in."""
    return download("communes.csv", template())


@get(ONE + "/refusees.csv", opt={"permission": PERMISSION}, dependencies=DESK)
async def rejects_file(desk: NamedDependency[Desk], import_id: FromPath[UUID]) -> Response[bytes]:
    """The refused lines, to correct and send back."""
    found = await look(desk, import_id)
    content = rejects(found.sheet.table, found.verdict.refused)
    return download("communes-refusees.csv", content, found.sheet.table.encoding.removesuffix("-sig"))


ROUTES: Final = (template_file, rejects_file)
