"""A commune's file corrected by hand."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.communes.file import CommuneFile, file_at
from bocage.console.file_routes import FILE, SYNDICATES
from bocage.console.form import FIELDS, form_of, typed_of, version_of
from bocage.database.engine import Database
from bocage.onboarding.by_hand import TypedRefusal
from bocage.onboarding.corrections import OlderFormRefusal, correct
from bocage.onboarding.desk import desk_of
from bocage.tenancy import Visit
from bocage.web.flash import Message, redirect_with
from bocage.web.french import of
from bocage.web.guard import AnyRequest
from bocage.web.page import page

Faults = tuple[tuple[str, str], ...]


WRITES: Final[dict[str, Any]] = {"permission": "communes.write", "kinds": SYNDICATES}


@get(FILE + "/corriger", opt=WRITES)
async def edit(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Response[str]:
    """The form of what may be corrected."""
    file = await file_at(database, visit, commune)
    return await form_page(request, visit, file, form_of(file), ())


@post(FILE + "/corriger", opt={**WRITES, "verb": "commune.corrected"}, status_code=303)
async def save(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Response[Any]:
    """Write a correction; a form refused, or older than the file, comes back with what was typed."""
    file = await file_at(database, visit, commune)
    typed = {name: str(value) for name, value in (await request.form()).items()}
    faults = await faults_of(database, visit, file, typed)
    if faults:
        return await form_page(request, visit, file, typed, faults)
    here = f"/bureau/{visit.place.uid}/communes/{commune}"
    return await redirect_with(request, here, Message(sentence=f"Fiche {of(file.name)} corrigée."))


async def faults_of(database: Database, visit: Visit, file: CommuneFile, typed: dict[str, str]) -> Faults:
    """Correct the file, or say what stands in the way, field by field."""
    desk = desk_of(database, visit, datetime.now(UTC))
    try:
        await correct(desk, file.tenant_id, version_of(typed), typed_of(typed))
    except TypedRefusal as refusal:
        return tuple(
            (found.column or "contact_nom", plain(f"{found.title}. {found.why}")) for found in refusal.findings
        )
    except OlderFormRefusal as refusal:
        return (("contact_nom", refusal.sentence),)
    return ()


def plain(text: str) -> str:
    """A reason without the stars that mark its first words."""
    return text.replace("*", "")


async def form_page(
    request: AnyRequest,
    visit: Visit,
    file: CommuneFile,
    typed: dict[str, str],
    faults: Faults,
) -> Response[str]:
    """Show the form; after a refusal it carries the file's version of now, so that sending it again is a choice."""
    values: dict[str, Any] = {
        "file": file,
        "typed": {field.column: typed.get(field.column, "") for field in FIELDS},
        "stored": form_of(file),
        "faults": faults,
        "errors": dict(faults),
        "fields": FIELDS,
        "visit": visit,
        "here": f"/bureau/{visit.place.uid}/communes/{request.path_params['commune']}",
    }
    return await page(request, "console/edit.html", status=422 if faults else 200, **values)


ROUTES: Final = (edit, save)
