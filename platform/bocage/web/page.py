"""A page, or the part of it that htmx asks for: one address, one query, one template."""

from collections.abc import Mapping
from typing import Any, Final

from jinja2 import Environment
from litestar.response import Response

from bocage.catalogue import discovery
from bocage.tenancy import Visit
from bocage.web.flash import database_of, taken_flash
from bocage.web.guard import AnyRequest
from bocage.web.shell_of import shell_of

HTML: Final = "text/html"


async def page(
    request: AnyRequest,
    template: str,
    *,
    part: str | None = None,
    status: int = 200,
    **values: Any,  # noqa: ANN401 -- whatever the template shows
) -> Response[str]:
    """Render a template inside the shell; only its block `part` when htmx asks for a fragment of the page."""
    if part is not None and not asks_for_part(request):
        part = None
    flash = None if part is not None else await taken_flash(request)
    counts = {} if part is not None else await counted(request)
    return rendered(request, template, {"shell": shell_of(request, flash, counts), **values}, part=part, status=status)


async def counted(request: AnyRequest) -> dict[str, int]:
    """Count what waits behind the lines of the navigation that say so, for who may open them."""
    visit: Visit | None = request.scope["state"].get("visit")
    if visit is None:
        return {}
    here = [line for line in discovery.pages() if visit.place.kind in line.kinds and visit.may(line.permission)]
    asked = {line.counted for line in here if line.counted}
    return {one: await discovery.named(one)(database_of(request), visit) for one in asked}


def rendered(
    request: AnyRequest,
    template: str,
    values: Mapping[str, Any],
    *,
    part: str | None = None,
    status: int = 200,
) -> Response[str]:
    """Render without asking anything of the database, as the edge must: its answers are not awaited."""
    environment: Environment = request.app.state.templates
    found = environment.get_template(template)
    context = found.new_context(dict(values))
    render = found.root_render_func if part is None else found.blocks[part]
    return Response("".join(render(context)), media_type=HTML, status_code=status)


def asks_for_part(request: AnyRequest) -> bool:
    """Tell whether htmx wants a fragment; the address answers with a whole page otherwise."""
    return request.headers.get("HX-Request-Type") == "partial"
