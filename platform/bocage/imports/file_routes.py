"""Files to download: the template, and the refused lines of an import."""

from typing import Final
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.imports.importer import Dock
from bocage.imports.looking import refused_file
from bocage.imports.rejects import template

CSV: Final = "text/csv; charset={charset}"


def download(name: str, content: bytes, charset: str = "utf-8") -> Response[bytes]:
    """Answer with a file; its name is plain ASCII."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=CSV.format(charset=charset), headers=disposition)


async def template_file(dock: NamedDependency[Dock]) -> Response[bytes]:
    """The file to fill in."""
    return download(dock.importer.file_name, template(dock.importer.columns))


async def rejects_file(dock: NamedDependency[Dock], import_id: FromPath[UUID]) -> Response[bytes]:
    """The refused lines, to correct and send back."""
    content, encoding = await refused_file(dock, import_id)
    name = f"{dock.importer.file_name.removesuffix('.csv')}-refusees.csv"
    return download(name, content, encoding.removesuffix("-sig"))
