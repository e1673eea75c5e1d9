"""Where templates are found: the platform's own by their name, a part's under its slug."""

from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from bocage.catalogue import discovery
from bocage.web.french import FILTERS
from bocage.web.icons import mark


def environment(**names: Any) -> Environment:  # noqa: ANN401 -- whatever a template may call
    """Build the one Jinja environment: an unknown name is an error, every value is escaped."""
    parts = {part.slug: PackageLoader(part.package) for part in discovery.manifests() if part.templates}
    built = Environment(
        loader=ChoiceLoader([PrefixLoader(parts), PackageLoader("bocage.web")]),
        undefined=StrictUndefined,
        autoescape=True,
        # As code, they are read when the process starts: looking at each file again took a hundred calls a page.
        auto_reload=False,
    )
    built.globals.update(names, mark=mark)
    built.filters.update(FILTERS)
    return built
