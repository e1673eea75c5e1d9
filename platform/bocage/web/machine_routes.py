"""The OpenAPI document: the addresses that programs may rely on, and no page."""

from importlib.metadata import version
from typing import Final

from litestar import Router
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

EXPLAINED: Final = (
    "Les adresses que d’autres programmes peuvent appeler. Les pages, faites pour des personnes, n’y sont pas."
)


def openapi() -> OpenAPIConfig:
    """Serve `/schema/openapi.json` alone, to anyone; a route enters the document by `include_in_schema=True`."""
    return OpenAPIConfig(
        title="Bocage",
        version=version("bocage"),
        description=EXPLAINED,
        use_handler_docstrings=True,
        render_plugins=[JsonRenderPlugin()],
        openapi_router=Router("/schema", route_handlers=[], opt={"open_to": "anyone"}, include_in_schema=False),
    )
