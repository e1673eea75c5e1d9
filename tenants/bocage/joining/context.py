"""What surrounds a path and belongs to others: the syndicate, its parameters, the procedure, the market, the people."""

from dataclasses import dataclass, field

from bocage.joining.approvals import Role
from bocage.joining.markets import Market
from bocage.joining.members import Procedure
from bocage.joining.parameters import DEFAULTS, Parameters
from bocage.joining.path import Stage
from bocage.joining.syndicate import Syndicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Prealable:
    """What a module asks for before it opens, from its manifest; `label` reads « l’inventaire »."""

    key: str
    label: str
    blocks: frozenset[Stage] = frozenset({Stage.PRODUCTION})
    who: str = "la mairie"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who acts, as the sentences name them: « Inès Grangeneuve, DSI mutualisée »."""

    maire: str = "le maire"
    dsi: str = "la DSI"
    deposant: str = "le secrétariat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a state needs and a path does not own."""

    syndicate: Syndicate
    parameters: Parameters = DEFAULTS
    procedure: Procedure | None = None
    market: Market | None = None
    prealables: tuple[Prealable, ...] = ()
    people: People = field(default_factory=People)
    dsi: frozenset[Role] = frozenset()
