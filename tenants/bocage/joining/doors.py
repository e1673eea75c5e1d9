"""The two doors of a page of the paths: the syndicate's and the commune's.

Each address is a route of its own: what guards it, its kind of place included, is read without running it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from litestar import get, post
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from bocage.joining.spot import spot_of
from bocage.tenancy import Kind

Handler = Callable[..., Any]
SYNDICATES: Final = frozenset({Kind.SYNDICATE})
COMMUNES: Final = frozenset({Kind.COMMUNE})


@dataclass(frozen=True, slots=True)
class Doors:
    """The addresses of one page, and what its handlers are given."""

    syndicate: str
    commune: str
    given: dict[str, Provide]

    def shows(self, handler: Handler, permission: str, end: str = "") -> Iterator[HTTPRouteHandler]:
        """The routes of a page that reads."""
        for address, kinds in self.addresses(end):
            yield get(address, opt={"permission": permission, "kinds": kinds}, dependencies=self.given)(handler)

    def takes(
        self, handler: Handler, permission: str, verb: str, end: str = "", *, file: bool = False
    ) -> Iterator[HTTPRouteHandler]:
        """The routes of a form that writes, with the verb it leaves; a file is read as it comes, within limits of its own."""
        sending: dict[str, Any] = {"request_max_body_size": None} if file else {}
        for address, kinds in self.addresses(end):
            opt = {"permission": permission, "kinds": kinds, "verb": verb}
            yield post(address, opt=opt, dependencies=self.given, status_code=303, **sending)(handler)

    def addresses(self, end: str) -> tuple[tuple[str, frozenset[Kind]], ...]:
        """Both addresses, each with the kind of place in which it exists."""
        return ((self.syndicate + end, SYNDICATES), (self.commune + end, COMMUNES))


PATHS: Final = Doors("/bureau/{place:uuid}/parcours", "/commune/{place:uuid}/parcours", {})
PATH: Final = Doors(
    "/bureau/{place:uuid}/communes/{commune:uuid}/parcours/{path:uuid}",
    "/commune/{place:uuid}/parcours/{path:uuid}",
    {"spot": Provide(spot_of)},
)
